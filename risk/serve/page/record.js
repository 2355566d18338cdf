// A case as data: reading, changing and comparing it. Nothing here changes a case in place.

import { joined, steps } from "./schema.js";
import { dateText } from "./words.js";

export function get(record, path) {
  return steps(path).reduce((at, step) => at?.[step], record);
}

// The case with a value at a place, undefined for none. Entries of lists that are begun on the way get an id
// where their type has one.
export function put(record, path, value, schema) {
  const parts = steps(path);
  const change = (at, index) => {
    if (index === parts.length) return value;
    const step = parts[index];
    const copy = Array.isArray(at) ? [...at] : { ...at };
    const isEntry = typeof step === "number";
    let inner = at?.[step];
    if (isEntry && inner === undefined && value !== undefined) {
      const field = schema.field(joined(parts.slice(0, index)));
      inner = schema.hasId(field.type) ? { id: newId(record, parts[index - 1]) } : {};
    }
    if (inner === undefined) inner = typeof parts[index + 1] === "number" ? [] : {};
    const changed = change(inner, index + 1);
    if (changed !== undefined) copy[step] = changed;
    else if (isEntry) copy.splice(step, 1);
    else delete copy[step];
    return copy;
  };
  return change(record, 0);
}

function newId(record, list) {
  const text = JSON.stringify(record);
  for (let number = 1; ; ++number) {
    if (!text.includes(`"${list}-${number}"`)) return `${list}-${number}`;
  }
}

// What is recorded, place by place in the order of the schema: [{ field, value }].
export function recorded(record, schema, type = "Case", at = "") {
  const found = [];
  for (const field of schema.fieldsOf(type, at)) {
    const value = get(record, field.path);
    if (value === undefined || value === null) continue;
    if (field.kind === "message") found.push(...recorded(record, schema, field.type, field.path));
    else if (field.kind === "messages") {
      value.forEach((_, index) => {
        const path = `${field.path}[${index}]`;
        found.push({ field: { ...field, kind: "message", path, entry: index }, value: value[index] });
        found.push(...recorded(record, schema, field.type, path));
      });
    } else found.push({ field, value });
  }
  return found;
}

const sensedOn = new Set(["known_on", "made_on", "answered_on", "used_on", "decided_on", "completed_on", "chased_on"]);

// The days on which the service came to know something, or did something, in order.
export function daysOfKnowing(record) {
  const days = new Set();
  const look = (value, name) => {
    if (sensedOn.has(name)) {
      const text = dateText(value);
      if (text.length === 10) days.add(text);
    }
    if (value && typeof value === "object") Object.entries(value).forEach(([inner, one]) => look(one, inner));
  };
  look(record, "");
  return [...days].sort();
}

// A case from a file, with the names that this page uses: other programs write camelCase names, true for
// an answer, or the number of a value.
export function normal(value, schema, type = "Case") {
  if (!value || typeof value !== "object" || Array.isArray(value)) return value;
  const fields = new Map(Object.entries(schema.types[type].properties || {}));
  const result = {};
  for (const [written, one] of Object.entries(value)) {
    const other = fields.get(written);
    const name = other && Object.keys(other).length === 1 && other.$ref ? other.$ref.split("/").pop() : written;
    if (one === null) continue;
    result[name] = normalField(one, schema, describe(schema, type, name));
  }
  return result;
}

function describe(schema, type, name) {
  return name === "provenance" ? { kind: "message", type: "Provenance" } : schema.fieldsOf(type, "").find((field) => field.name === name);
}

function normalField(value, schema, field) {
  if (!field) return value;
  if (Array.isArray(value)) {
    const inner = { ...field, kind: field.kind === "messages" ? "message" : field.kind === "enums" ? "enum" : field.kind };
    return value.map((one) => normalField(one, schema, inner));
  }
  if (field.kind === "answer") {
    if (typeof value === "boolean") return { value: value ? "YES" : "NO" };
    const answer = { ...value };
    if (value.provenance) answer.provenance = normal(value.provenance, schema, "Provenance");
    return answer;
  }
  if (field.kind === "date") return dateText(value);
  if (field.kind === "enum" && typeof value === "number") {
    const all = schema.types[field.type].enum;  // the names, then the numbers in the same order
    return all[all.indexOf(value) - all.length / 2];
  }
  if (field.kind === "message" || field.kind === "provenance") return normal(value, schema, field.type);
  return value;
}
