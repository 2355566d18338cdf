// librisk.so.1 by koffi: the C interface as it stands in risk/c_api.h.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const koffi = require("koffi");

const ABI_VERSION = 1;
const NAME = `librisk.so.${ABI_VERSION}`;

// Named by RISK_LIBRARY, in the prefix that this file is installed in, or where the system looks.
function find() {
  if (process.env.RISK_LIBRARY) return process.env.RISK_LIBRARY;
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, NAME))) return path.join(folder, NAME);
  }
  return NAME;
}

const c = {};
const DECLARATIONS = [
  "const char* risk_version()",
  "int risk_require(int abi_version, _Out_ void** error)",
  "void risk_free(void* result)",
  "const char* risk_code_name(int code)",
  "const char* risk_error_message(void* error)",
  "const char* risk_error_path(void* error)",
  "const char* risk_error_problems(void* error)",
  "void risk_error_free(void* error)",
  "int risk_options_new(_Out_ void** options, _Out_ void** error)",
  "int risk_options_set_json(void* options, const uint8_t* json, size_t size, _Out_ void** error)",
  "void risk_options_free(void* options)",
  "int risk_edition_open(const char* name, void* options, _Out_ void** edition, _Out_ void** error)",
  "void risk_edition_free(void* edition)",
  "const char* risk_edition_name(void* edition)",
  "const char* risk_edition_hash(void* edition)",
  "int risk_edition_describe(void* edition, _Out_ void** json, _Out_ size_t* size, _Out_ void** error)",
  "int risk_describe(_Out_ void** json, _Out_ size_t* size, _Out_ void** error)",
  "int risk_schema(const char* which, _Out_ void** json, _Out_ size_t* size, _Out_ void** error)",
  "int risk_assess(void* edition, const uint8_t* record, size_t size, void* options, _Out_ void** result, _Out_ size_t* result_size, _Out_ void** error)",
  "int risk_next(void* edition, const uint8_t* record, size_t size, void* options, _Out_ void** result, _Out_ size_t* result_size, _Out_ void** error)",
  "int risk_validate(const uint8_t* record, size_t size, void* options, _Out_ void** problems, _Out_ size_t* problems_size, _Out_ void** error)",
];

class RiskError extends Error {
  constructor(code, message, path = "", problems = []) {
    super(path ? `${path}: ${message}` : message);
    this.name = "RiskError";
    this.code = code;
    this.path = path;
    this.problems = problems;
  }
}

// What the C interface calls one thing is here another: its batch, and options as JavaScript writes them.
const OPTIONS = ["allowUnknownFields", "assessedOn", "knownOn", "mostBytes", "mostMilliseconds"];
const inSnakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const OWN_NAMES = new Map([["risk_batch", "assessMany"], ...OPTIONS.map((name) => [inSnakeCase(name), name])]);
const inOwnNames = (text) => text.replace(/\b[a-z]+(_[a-z]+)+\b/g, (name) => OWN_NAMES.get(name) ?? name);

// An option that is not known is told as it was written.
function toldAsWritten(message, written) {
  return inOwnNames(message).replace(/(there is no option ")([^"]*)(")/, (all, before, name, after) =>
    before + (written.find((one) => inSnakeCase(one) === name) ?? name) + after);
}

function problemsOf(json) {
  return JSON.parse(json).map((problem) => ({ ...problem, hint: inOwnNames(problem.hint) }));
}

// Throws what a call failed with, and frees it. `written`: the options that were given to it.
function check(code, error, written = []) {
  if (code === 0) return;
  const pointer = error[0];
  const path = c.risk_error_path(pointer);
  const thrown = new RiskError(
    c.risk_code_name(code),
    toldAsWritten(c.risk_error_message(pointer), written),
    OWN_NAMES.get(path) ?? path,
    problemsOf(c.risk_error_problems(pointer)),
  );
  c.risk_error_free(pointer);
  throw thrown;
}

// The handle that a call makes.
function handle(call) {
  const made = [null];
  const error = [null];
  check(call(made, error), error);
  return made[0];
}

// The text that a call gave back, as a Buffer.
function take(result, size) {
  const bytes = Buffer.from(koffi.decode(result[0], "uint8_t", Number(size[0])));
  c.risk_free(result[0]);
  return bytes;
}

function text(call) {
  const result = [null];
  const size = [0];
  const error = [null];
  check(call(result, size, error), error);
  return take(result, size);
}

// The same on a thread of its own: the promise of the text.
function textLater(func, ...values) {
  const result = [null];
  const size = [0];
  const error = [null];
  return new Promise((resolve, reject) => {
    func.async(...values, result, size, error, (failure, code) => {
      try {
        if (failure) throw failure;
        check(code, error);
        resolve(take(result, size));
      } catch (thrown) {
        reject(thrown);
      }
    });
  });
}

try {
  const library = koffi.load(find());
  for (const declaration of DECLARATIONS) c[/(risk_\w+)\(/.exec(declaration)[1]] = library.func(declaration);
} catch (problem) {
  throw new RiskError("bad-version", `${NAME} cannot be used; RISK_LIBRARY may name it (${problem.message})`);
}
const error = [null];
check(c.risk_require(ABI_VERSION, error), error);

module.exports = { c, RiskError, check, handle, inSnakeCase, problemsOf, text, textLater };
