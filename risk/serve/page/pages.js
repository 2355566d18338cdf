// The pages besides the questions: how to begin, every question, and what has been answered.

import { inWords, readDate } from "./fields.js";
import { useState } from "./hooks.js";
import { html } from "./html.js";
import { get, recorded } from "./record.js";
import { whereabouts } from "./question.js";
import { capital, ofDate, ofName } from "./words.js";

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

export function Start({ onStart, onLoad, edition }) {
  const [error, setError] = useState(null);
  const [year, month, day] = today().split("-").map(Number);
  const send = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const date = readDate(form, "day");
    if (date?.error) return setError(date);
    if (!date || date.length !== 10) return setError({ error: "Give the full date of the assessment", at: "day-day" });
    const reference = (form.get("reference") || "").trim();
    const problems = await onStart({ ...(reference && { case_id: reference }), assessment_date: date });
    return setError(problems.length ? { error: problems[0].error, at: "day-day" } : null);
  };
  const part = (label, size, value) => html`<div class="date-part"><label for="day-${label}">${capital(label)}</label>
    <input class="input size-${size}" id="day-${label}" name="day-${label}" inputmode="numeric" autocomplete="off" defaultValue=${value} /></div>`;
  return html`<form novalidate onSubmit=${send}>
    ${error && html`<div class="error-box" role="alert"><h2 class="heading-s">There is a problem</h2><ul class="list"><li><a href="#${error.at}" onClick=${(event) => {
      event.preventDefault();
      document.getElementById(error.at)?.focus();
    }}>${error.error}</a></li></ul></div>`}
    <h1 class="heading" tabindex="-1">Risk of harm: what is known, and what to ask next</h1>
    <p>Answer what you know. Each level is a range that narrows with your answers; the question asked next is the one that
    could still change most. What is not known is never read as a no.</p>
    <p>It supports your judgement and does not replace it. What you enter stays on this computer: save it as a file to keep it.</p>
    <div class="group"><label class="label" for="reference">Case reference</label><p class="hint" id="reference-hint">Leave it empty if there is none.</p>
      <input class="input size-wide" id="reference" name="reference" autocomplete="off" aria-describedby="reference-hint" /></div>
    <fieldset class="group"><legend class="label">Date of the assessment</legend><div class="date">${part("day", 2, day)}${part("month", 2, month)}${part("year", 4, year)}</div></fieldset>
    <div class="buttons"><button class="button" type="submit">Start</button><${Load} onLoad=${onLoad} /></div>
    <p class="soft">Rules: ${edition}</p>
  </form>`;
}

// A file that was saved before. Its control looks like a button; it is the file control's own label.
export function Load({ onLoad }) {
  const [error, setError] = useState("");
  return html`<div class="load"><input class="file" type="file" id="load" accept=".json,application/json" onChange=${async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) setError(await onLoad(await file.text()));
  }} /><label class="button button-plain" for="load">Open a saved case</label>${error && html`<p class="error" role="alert">${error}</p>`}</div>`;
}

export function Settled({ asked, onAgain }) {
  return html`<h1 class="heading" tabindex="-1">${asked ? "Nothing more to ask that you have not skipped" : "Nothing more to ask"}</h1>
    ${asked ? html`<p>What you skipped, or answered with "not known", is still open. The levels stay as wide as it leaves them.</p>
      <div class="buttons"><button class="button" type="button" onClick=${onAgain}>Go through what was skipped</button></div>`
      : html`<p>No question could still change a level. Record more under <a href="#all">All questions</a> as it becomes known.</p>`}`;
}

// Everything that can be recorded below a place.
export function Group({ schema, record, path, onRemove, onAdd }) {
  const field = path ? schema.field(path) : { kind: "message", type: "Case", wording: "All questions" };
  const heading = html`${path && html`<p class="caption">${whereabouts(schema, path)}</p>`}
    <h1 class="heading" tabindex="-1">${capital(field.wording)}${field.entry === undefined ? "" : `, entry ${field.entry + 1}`}</h1>`;
  if (field.kind === "messages") {
    const entries = get(record, path) || [];
    return html`${heading}<ul class="tasks">${entries.map((entry, index) => html`<li><a href="#all/${path}[${index}]">${entryName(schema, field, entry, index)}</a>
      <button class="link" type="button" onClick=${() => onRemove(`${path}[${index}]`)}>Remove<span class="unseen"> entry ${index + 1}</span></button></li>`)}</ul>
      ${entries.length === 0 && html`<p>Nothing is recorded here. That is not a no.</p>`}
      <div class="buttons"><button class="button" type="button" onClick=${() => onAdd(path)}>Add an entry</button></div>
      ${field.complete && html`<p><a href="#at/${field.complete}">Say whether this is everything there is</a></p>`}`;
  }
  const fields = schema.fieldsOf(field.type, path);
  const rare = path ? [] : fields.filter((one) => one.name.endsWith("_inputs"));
  const row = (one) => {
    const value = get(record, one.path);
    const isPlace = one.kind === "message" || one.kind === "messages";
    const state = value === undefined ? "" : one.kind === "messages" ? `${value.length} recorded` : one.kind === "message" ? "begun" : one.kind === "answer" && !value.value ? "not known" : "answered";
    return html`<li key=${one.path}><a href="#${isPlace ? "all" : "at"}/${one.path}">${capital(one.wording)}</a>${state && html`<strong class="tag ${state === "not known" ? "tag-grey" : ""}">${state}</strong>`}</li>`;
  };
  return html`${heading}<ul class="tasks">${fields.filter((one) => !rare.includes(one)).map(row)}
      ${path && field.kind === "message" && html`<li><a href="#at/${path}.provenance">Who says so, and since when the service knows</a></li>`}</ul>
    ${rare.length > 0 && html`<details><summary>What the official tools read</summary><ul class="tasks">${rare.map(row)}</ul></details>`}`;
}

export function entryName(schema, field, entry, index) {
  const kind = entry.kind && schema.types[field.type]?.properties?.kind ? ofNameOf(schema, field.type, entry.kind) : "";
  const label = entry.name || entry.label || "";
  return `Entry ${index + 1}${label || kind ? `: ${[label, kind].filter(Boolean).join(", ")}` : ""}`;
}

function ofNameOf(schema, type, value) {
  const kind = schema.fieldsOf(type, "").find((field) => field.name === "kind");
  return kind?.kind === "enum" ? ofName(value, schema.types[kind.type]["x-wording"]) : "";
}

export function Answers({ schema, record, onRemove }) {
  const rows = recorded(record, schema);
  return html`<h1 class="heading" tabindex="-1">What has been answered</h1>
    ${rows.length === 0 && html`<p>Nothing yet.</p>`}
    <dl class="summary">${rows.map(({ field, value }) => (field.kind === "message"
      ? html`<div class="summary-entry" key=${field.path}><dt>${capital(field.wording)}, entry ${field.entry + 1}</dt><dd></dd><dd><a href="#all/${field.path}">Open<span class="unseen"> ${field.wording}, entry ${field.entry + 1}</span></a></dd></div>`
      : html`<div key=${field.path}><dt>${capital(field.wording)}<span class="soft"> ${whereabouts(schema, field.path)}</span></dt>
        <dd>${field.kind === "date" ? ofDate(value) : inWords(field, value, schema)}${value.provenance?.source && html`<span class="soft"> (${ofName(value.provenance.source)}${value.provenance.known_on ? `, known ${ofDate(value.provenance.known_on)}` : ""})</span>`}</dd>
        <dd><a href="#at/${field.path}">Change<span class="unseen"> ${field.wording}</span></a> <button class="link" type="button" onClick=${() => onRemove(field.path)}>Remove<span class="unseen"> ${field.wording}</span></button></dd></div>`))}</dl>`;
}
