// The vocabulary of a case, as the server's JSON Schema has it: what a place in a case holds, and how to ask for it.

import { capital, ofName } from "./words.js";

// "a.b[2].c" is ["a", "b", 2, "c"]; "a.b[]" is ["a", "b"].
export function steps(path) {
  return [...path.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}

export function joined(parts) {
  return parts.reduce((path, part) => (typeof part === "number" ? `${path}[${part}]` : path ? `${path}.${part}` : part), "");
}

export class Schema {
  constructor(document) {
    this.types = document.$defs;
  }

  // Of a message: its fields in order, without the other spellings of their names.
  fieldsOf(type, at) {
    return Object.entries(this.types[type].properties)
      .filter(([, schema]) => !(Object.keys(schema).length === 1 && schema.$ref))
      .map(([name, schema]) => this.#field(schema, at ? `${at}.${name}` : name, name))
      .filter((field) => field.kind !== "id" && field.name !== "provenance");
  }

  // What stands at a path; null if the schema has no such place.
  field(path) {
    let type = "Case";
    let field = { kind: "message", type, name: "", path: "", wording: "the case" };
    const done = [];
    for (const step of steps(path)) {
      done.push(step);
      if (typeof step === "number") {
        if (field.kind !== "messages") return null;
        field = { ...field, kind: "message", path: joined(done), entry: step };
      } else {
        const schema = this.types[type]?.properties?.[step];
        if (!schema || field.kind === "messages") return null;
        field = this.#field(schema, joined(done), step);
      }
      type = field.type;
    }
    return field;
  }

  // Whether entries of a type carry an id of their own.
  hasId(type) {
    return Boolean(this.types[type]?.properties?.id);
  }

  values(type) {
    const schema = this.types[type];
    const names = schema.enum.filter((value) => typeof value === "string");
    return names.slice(1).map((value) => ({ value, text: capital(ofName(value, schema["x-wording"])) }));
  }

  #field(schema, path, name) {
    const field = {
      path, name, kind: "text", type: undefined,
      wording: schema.description || ofName(name), ask: schema["x-ask"] || [], unit: schema["x-unit"] || "",
    };
    if (schema["x-complete"]) field.complete = joined([...steps(path).slice(0, -1), schema["x-complete"]]);
    const isList = [schema.type].flat().includes("array");
    const value = isList ? schema.items : schema;
    const forms = value.anyOf || [value];
    const reference = forms.map((form) => form.$ref).find(Boolean);
    if (reference) {
      field.type = reference.split("/").pop();
      field.kind = this.#kind(field.type);
      if (isList) field.kind = field.kind === "enum" ? "enums" : "messages";
      return field;
    }
    const number = forms.find((form) => ["integer", "number"].includes([form.type].flat()[0]));
    if (number) Object.assign(field, { kind: "number", minimum: number.minimum, maximum: number.maximum, whole: [number.type].flat()[0] === "integer" });
    else if ([value.type].flat().includes("boolean")) field.kind = "flag";
    else if (name === "id") field.kind = "id";
    if (isList) field.kind = field.kind === "number" ? "numbers" : "texts";
    return field;
  }

  #kind(type) {
    if (type === "Answer") return "answer";
    if (type === "Date") return "date";
    if (type === "Provenance") return "provenance";
    return this.types[type].enum ? "enum" : "message";
  }
}
