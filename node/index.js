"use strict";

const { c, RiskError, check, handle, text, textLater } = require("./library.js");

const optionsRegistry = new FinalizationRegistry((pointer) => c.risk_options_free(pointer));
const editionRegistry = new FinalizationRegistry((pointer) => c.risk_edition_free(pointer));

// The names of options as JavaScript writes them.
const inSnakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

class Options {
  constructor(values) {
    const given = {};
    for (const [name, value] of Object.entries(values ?? {})) if (value !== undefined) given[inSnakeCase(name)] = value;
    this.pointer = handle(c.risk_options_new);
    optionsRegistry.register(this, this.pointer);
    const json = Buffer.from(JSON.stringify(given));
    const error = [null];
    check(c.risk_options_set_json(this.pointer, json, json.length, error), error);
  }
}

const NOTHING = Buffer.alloc(1); // an empty buffer would arrive as NULL

function bytesOf(record) {
  if (typeof record === "string") return Buffer.from(record);
  if (record instanceof Uint8Array) return record;
  if (record !== null && typeof record === "object") {
    try {
      return Buffer.from(JSON.stringify(record));
    } catch (problem) {
      throw new RiskError("bad-case", `the case is no JSON: ${problem.message}`);
    }
  }
  throw new RiskError("bad-argument", "a case is an object, text or bytes");
}

const given = (bytes) => (bytes.length > 0 ? bytes : NOTHING);
const parsed = (bytes) => JSON.parse(bytes.toString());

class Edition {
  #pointer;

  constructor(pointer) {
    this.#pointer = pointer;
    editionRegistry.register(this, pointer);
  }

  get name() {
    return c.risk_edition_name(this.#pointer);
  }

  get hash() {
    return c.risk_edition_hash(this.#pointer);
  }

  describe() {
    return parsed(text((...results) => c.risk_edition_describe(this.#pointer, ...results)));
  }

  assess(record, options) {
    return parsed(this.#ask(c.risk_assess, record, { ...options, format: "json" }));
  }

  assessAs(record, format, options) {
    return this.#ask(c.risk_assess, record, { ...options, format });
  }

  async assessLater(record, options) {
    const set = new Options({ ...options, format: "json" });
    const bytes = bytesOf(record);
    const result = await textLater(c.risk_assess, this.#pointer, given(bytes), bytes.length, set.pointer);
    void set.pointer; // both live until the call is over
    void this.#pointer;
    return parsed(result);
  }

  next(record, options) {
    return parsed(this.#ask(c.risk_next, record, { ...options, format: "json" }));
  }

  #ask(func, record, options) {
    const set = new Options(options);
    const bytes = bytesOf(record);
    return text((...results) => func(this.#pointer, given(bytes), bytes.length, set.pointer, ...results));
  }
}

function openEdition(name = "", options = {}) {
  if (typeof name !== "string" || name.includes("\0")) throw new RiskError("bad-argument", "a name is a text without a zero in it");
  const set = new Options(options);
  return new Edition(handle((edition, error) => c.risk_edition_open(name, set.pointer, edition, error)));
}

function validate(record, options) {
  const set = new Options(options);
  const bytes = bytesOf(record);
  return parsed(text((...results) => c.risk_validate(given(bytes), bytes.length, set.pointer, ...results)));
}

const describe = () => parsed(text((...results) => c.risk_describe(...results)));
const schema = (which = "input") => parsed(text((...results) => c.risk_schema(which, ...results)));
const version = () => c.risk_version();

module.exports = { Edition, RiskError, describe, openEdition, schema, validate, version };
