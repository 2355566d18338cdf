// The controls that a question is answered with, one for each kind of field. What they hold is read from the
// form when it is sent; `read` gives the value, undefined for nothing, or { error, at }.

import { html } from "./html.js";
import { useState } from "./hooks.js";
import { capital, dateText, ofName } from "./words.js";

const fewChoices = 12;

function Radio({ name, value, text, hint, chosen, onChange, children }) {
  const id = `${name}-${value}`;
  return html`<div class="choice"><input type="radio" name=${name} id=${id} value=${value} defaultChecked=${chosen === value}
      aria-describedby=${hint ? `${id}-hint` : undefined} onChange=${onChange} />
    <label for=${id}>${text}</label>${hint && html`<p class="hint choice-hint" id="${id}-hint">${hint}</p>`}</div>${children}`;
}

// Day, month and year, as far as they are known.
function DateInput({ name, value, describedBy, isWrong }) {
  const [year, month, day] = dateText(value).split("-");
  const part = (label, size, text) => html`<div class="date-part"><label for="${name}-${label}">${capital(label)}</label>
    <input class="input size-${size} ${isWrong ? "wrong" : ""}" id="${name}-${label}" name="${name}-${label}" inputmode="numeric" autocomplete="off" aria-describedby=${describedBy} defaultValue=${text ? String(Number(text)) : ""} /></div>`;
  return html`<div class="date">${part("day", 2, day)}${part("month", 2, month)}${part("year", 4, year)}</div>`;
}

export function readDate(form, name) {
  const [day, month, year] = ["day", "month", "year"].map((part) => (form.get(`${name}-${part}`) || "").trim());
  if (!day && !month && !year) return undefined;
  const at = `${name}-${!year ? "year" : day && !month ? "month" : "day"}`;
  if (![day, month, year].every((part) => /^\d*$/.test(part))) return { error: "A date is written in numbers, like 27 3 2021", at };
  if (!year) return { error: "Give the year of the date", at };
  if (year.length !== 4) return { error: "A year has four numbers", at: `${name}-year` };
  if (day && !month) return { error: "Give the month of the date, or leave the day empty", at };
  const exists = !day || new Date(Date.UTC(year, month - 1, day)).getUTCDate() === Number(day);
  if (Number(month) > 12 || (month && Number(month) < 1) || !exists) return { error: "There is no such date", at };
  return [year, month && month.padStart(2, "0"), day && day.padStart(2, "0")].filter(Boolean).join("-");
}

// Who says so, and since when the service knows: a fact without a source settles little.
export function Source({ schema, provenance, day, error }) {
  const wrong = error?.at === "source";
  return html`<div class="group ${wrong ? "group-wrong" : ""}"><label class="label" for="source">Who says so?</label>
    ${wrong && html`<p class="error" id="source-error"><span class="unseen">Error: </span>${error.error}</p>`}
    <select class="input ${wrong ? "wrong" : ""}" id="source" name="source" aria-describedby=${wrong ? "source-error" : undefined}>
      <option value="">Choose a source</option>
      ${schema.values("Provenance.Source").map(({ value, text }) => html`<option value=${value} selected=${provenance?.source === value}>${text}</option>`)}
    </select></div>
  <fieldset class="group" aria-describedby="known-hint"><legend class="label">Since when does the service know?</legend>
    <p class="hint" id="known-hint">When you look back to an earlier day, an answer without this date is left out.</p>
    <${DateInput} name="known" value=${provenance ? provenance.known_on : day} isWrong=${error?.at?.startsWith("known")} /></fieldset>`;
}

export function readSource(form, former) {
  const known = readDate(form, "known");
  if (known?.error) return known;
  const provenance = { ...former };
  delete provenance.source;
  delete provenance.known_on;
  if (form.get("source")) provenance.source = form.get("source");
  if (known) provenance.known_on = known;
  return Object.keys(provenance).length ? provenance : undefined;
}

function AnswerInput({ field, value, schema, day, error }) {
  const [chosen, choose] = useState(value?.value || (value?.missing ? "NONE" : undefined));
  const radio = (name, text) => html`<${Radio} name="answer" value=${name} text=${text} chosen=${chosen} onChange=${() => choose(name)} />`;
  const reasons = schema.values("Answer.Missing");
  return html`<div class="choices">${radio("YES", "Yes")}${radio("NO", "No")}${radio("NONE", "Not known")}</div>
    ${(chosen === "YES" || chosen === "NO") && html`<div class="inset"><${Source} schema=${schema} provenance=${value?.provenance} day=${day} error=${error} /></div>`}
    ${chosen === "NONE" && html`<fieldset class="inset"><legend class="label">Why not?</legend><div class="choices choices-small">
      ${reasons.map(({ value: reason, text }) => html`<${Radio} name="reason" value=${reason} text=${text} chosen=${value?.missing} />`)}</div></fieldset>`}`;
}

function readAnswer(form, former) {
  const answer = form.get("answer");
  if (!answer) return { error: "Choose yes, no or not known", at: "answer-YES" };
  if (answer === "NONE") {
    const reason = form.get("reason");
    return reason ? { missing: reason } : { error: "Say why it is not known", at: "reason-NOT_ASKED" };
  }
  const provenance = readSource(form, former?.provenance);
  if (provenance?.error) return provenance;
  if (answer === "NO" && !provenance?.source) {
    return { error: "Say who says no: a no from nobody settles nothing", at: "source" };
  }
  return provenance ? { value: answer, provenance } : { value: answer };
}

function ChoiceInput({ field, value, schema }) {
  const values = schema.values(field.type);
  if (values.length > fewChoices) {
    return html`<select class="input" id="choice" name="choice" aria-labelledby="question"><option value="">Choose one</option>
      ${values.map((one) => html`<option value=${one.value} selected=${value === one.value}>${one.text}</option>`)}</select>`;
  }
  return html`<div class="choices">${values.map((one) => html`<${Radio} name="choice" value=${one.value} text=${one.text} chosen=${value} />`)}</div>`;
}

function ChoicesInput({ field, value, schema }) {
  return html`<div class="choices">${schema.values(field.type).map((one) => html`<div class="choice">
    <input type="checkbox" name="choices" id="choices-${one.value}" value=${one.value} defaultChecked=${(value || []).includes(one.value)} />
    <label for="choices-${one.value}">${one.text}</label></div>`)}</div>`;
}

// `id` of the first control of a kind, for links from errors.
export const firstControl = { answer: "answer-YES", date: "date-day", flag: "flag-true", enums: "choices", number: "text", text: "text", texts: "text", numbers: "text", enum: "choice", provenance: "source" };

export function Input({ field, value, schema, day, error }) {
  const describedBy = ["hint", error && "error"].filter(Boolean).join(" ");
  switch (field.kind) {
    case "answer": return html`<${AnswerInput} field=${field} value=${value} schema=${schema} day=${day} error=${error} />`;
    case "enum": return html`<${ChoiceInput} field=${field} value=${value} schema=${schema} />`;
    case "enums": return html`<${ChoicesInput} field=${field} value=${value} schema=${schema} />`;
    case "date": return html`<${DateInput} name="date" value=${value} describedBy=${describedBy} isWrong=${Boolean(error)} />`;
    case "flag": return html`<div class="choices"><${Radio} name="flag" value="true" text="Yes" chosen=${value === undefined ? undefined : String(value)} />
      <${Radio} name="flag" value="false" text="No" chosen=${value === undefined ? undefined : String(value)} /></div>`;
    case "provenance": return html`<${Source} schema=${schema} provenance=${value} day=${day} error=${error} />`;
    case "texts": case "numbers": return html`<textarea class="input" id="text" name="text" rows="4" aria-labelledby="question" aria-describedby=${describedBy} defaultValue=${(value || []).join("\n")}></textarea>`;
    case "number": return html`<div class="with-unit"><input class="input size-4" id="text" name="text" inputmode="decimal" autocomplete="off" aria-labelledby="question" aria-describedby=${describedBy} defaultValue=${value ?? ""} />
      ${field.unit && html`<span class="unit">${field.unit}</span>`}</div>`;
    default: return html`<input class="input" id="text" name="text" autocomplete="off" aria-labelledby="question" aria-describedby=${describedBy} defaultValue=${value ?? ""} />`;
  }
}

export function read(field, form, former) {
  const text = (form.get("text") || "").trim();
  const empty = (at) => ({ error: "Give an answer, or skip the question", at });
  switch (field.kind) {
    case "answer": return readAnswer(form, former);
    case "enum": return form.get("choice") || empty("choice");
    case "enums": return form.getAll("choices").length ? form.getAll("choices") : empty("choices");
    case "date": return readDate(form, "date") || empty("date-day");
    case "flag": return form.get("flag") ? form.get("flag") === "true" : empty("flag-true");
    case "provenance": return readSource(form, former) || empty("source");
    case "texts": return text ? text.split("\n").map((line) => line.trim()).filter(Boolean) : empty("text");
    case "numbers": case "number": {
      const numbers = text.split(/\s+/).filter(Boolean).map(Number);
      if (!numbers.length) return empty("text");
      if (numbers.some((number) => !Number.isFinite(number) || (field.whole && !Number.isInteger(number)))) {
        return { error: field.whole ? "Give a whole number" : "Give a number", at: "text" };
      }
      const { minimum: low, maximum: high } = field;
      if (numbers.some((number) => number < low)) return { error: `The number is at least ${low}`, at: "text" };
      if (numbers.some((number) => number > high)) return { error: `The number is at most ${high}`, at: "text" };
      return field.kind === "number" ? numbers[0] : numbers;
    }
    default: return text || empty("text");
  }
}

// A recorded value in words.
export function inWords(field, value, schema) {
  const named = (name) => capital(ofName(name, schema.types[field.type]["x-wording"]));
  switch (field.kind) {
    case "answer": return value.value ? capital(ofName(value.value)) : `Not known: ${ofName(value.missing || "not recorded")}`;
    case "enum": return named(value);
    case "enums": return value.map(named).join(", ");
    case "flag": return value ? "Yes" : "No";
    case "texts": case "numbers": return value.join(", ");
    case "number": return `${value}${field.unit ? ` ${field.unit}` : ""}`;
    default: return String(value);
  }
}
