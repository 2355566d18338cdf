"use strict";

const { c, RiskError, check, handle, inSnakeCase, problemsOf, text, textLater } = require("./library.js");

const optionsRegistry = new FinalizationRegistry((pointer) => c.risk_options_free(pointer));
const editionRegistry = new FinalizationRegistry((pointer) => c.risk_edition_free(pointer));

function jsonOf(value, code, what) {
  try {
    return JSON.stringify(value);
  } catch (problem) {
    throw new RiskError(code, `${what} no JSON: ${problem.message}`);
  }
}

function withoutZero(name) {
  if (typeof name === "string" && !name.includes("\0")) return name;
  throw new RiskError("bad-argument", "a name is a text without a zero in it");
}

class Options {
  constructor(values) {
    const given = {};
    for (const [name, value] of Object.entries(values ?? {})) if (value !== undefined) given[inSnakeCase(name)] = value;
    this.pointer = handle(c.risk_options_new);
    optionsRegistry.register(this, this.pointer);
    const json = Buffer.from(jsonOf(given, "bad-argument", "the options are"));
    const error = [null];
    check(c.risk_options_set_json(this.pointer, json, json.length, error), error, Object.keys(values ?? {}));
  }
}

const NOTHING = Buffer.alloc(1); // an empty buffer would arrive as NULL

function bytesOf(record) {
  if (typeof record === "string") return Buffer.from(record);
  if (record instanceof Uint8Array) return record;
  if (record !== null && typeof record === "object") return Buffer.from(jsonOf(record, "bad-case", "the case is"));
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

  // One after the other, as they are asked for; a bad one in its place, so that results and records stay side by side.
  *assessMany(records, options) {
    const set = new Options({ ...options, format: "json" });
    for (const record of records) {
      try {
        yield parsed(this.#askWith(c.risk_assess, record, set));
      } catch (problem) {
        if (!["bad-case", "no-edition", "limit"].includes(problem.code)) throw problem;
        yield { error: { code: problem.code, message: problem.message, path: problem.path, problems: problem.problems } };
      }
    }
  }

  next(record, options) {
    return parsed(this.#ask(c.risk_next, record, { ...options, format: "json" }));
  }

  #ask(func, record, options) {
    return this.#askWith(func, record, new Options(options));
  }

  #askWith(func, record, set) {
    const bytes = bytesOf(record);
    return text((...results) => func(this.#pointer, given(bytes), bytes.length, set.pointer, ...results));
  }
}

function openEdition(name = "", options = {}) {
  const known = withoutZero(name);
  const set = new Options(options);
  return new Edition(handle((edition, error) => c.risk_edition_open(known, set.pointer, edition, error)));
}

function validate(record, options) {
  const set = new Options(options);
  const bytes = bytesOf(record);
  return problemsOf(text((...results) => c.risk_validate(given(bytes), bytes.length, set.pointer, ...results)).toString());
}

const describe = () => parsed(text((...results) => c.risk_describe(...results)));
const schema = (which = "input") => parsed(text((...results) => c.risk_schema(withoutZero(which), ...results)));
const version = () => c.risk_version();

module.exports = { Edition, RiskError, describe, openEdition, schema, validate, version };
