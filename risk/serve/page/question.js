// One question a page.

import { firstControl, Input, read, readSource, Source } from "./fields.js";
import { useEffect, useRef, useState } from "./hooks.js";
import { html } from "./html.js";
import { get } from "./record.js";
import { steps } from "./schema.js";
import { capital, ofAgency, ofDate, ofName } from "./words.js";

// "Offending: offence 1" for "offending.convictions[0].victim".
export function whereabouts(schema, path) {
  const parts = steps(path);
  const words = [];
  for (let end = 1; end < parts.length; ++end) {
    const field = schema.field(parts.slice(0, end).reduce((at, part) => (typeof part === "number" ? `${at}[${part}]` : at ? `${at}.${part}` : part), ""));
    if (!field) return "";
    if (typeof parts[end - 1] === "number") words[words.length - 1] += `, entry ${parts[end - 1] + 1}`;
    else words.push(field.wording);
  }
  return capital(words.join(": "));
}

function Errors({ errors }) {
  const box = useRef();
  useEffect(() => box.current?.focus(), [errors]);
  if (!errors.length) return null;
  return html`<div class="error-box" role="alert" tabindex="-1" ref=${box} aria-labelledby="errors-title"><h2 class="heading-s" id="errors-title">There is a problem</h2>
    <ul class="list">${errors.map((one) => html`<li>${one.at ? html`<a href="#${one.at}" onClick=${(event) => {
      event.preventDefault();
      document.getElementById(one.at)?.focus();
    }}>${one.error}</a>` : one.error}</li>`)}</ul></div>`;
}

function Why({ ask, item }) {
  if (!ask) return null;
  const effects = (ask.effect || []).map((effect) => `${capital(ofName(effect.group))} to ${ofName(effect.to).toUpperCase()}`);
  return html`<details class="why"><summary>Why this is asked next</summary><div class="inset">
    <p>${item.wording}</p>
    ${effects.length > 0 && html`<p>What ${ask.agency === "PRACTITIONER" ? "is found out" : `${ofAgency(ask.agency)} can say`} could still raise: ${effects.join(", ")}.</p>`}
    ${ask.due && html`<p>By ${ofDate(ask.due)}.</p>`}</div></details>`;
}

// `onAnswer(value)` gives back what the server finds wrong with the case then: [{ error }].
export function Question({ schema, record, field, day, ask, item, onAnswer, onSkip, onForget, skipText = "Skip for now" }) {
  const value = get(record, field.path);
  const [errors, setErrors] = useState([]);
  const error = errors.find((one) => one.at);
  const [isAll, setAll] = useState(false);
  const canBeAll = field.complete && ["enums", "texts", "numbers"].includes(field.kind);
  const send = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    let answer = read(field, form, value);
    if (!isAll) return setErrors(answer?.error ? [answer] : await onAnswer(answer));
    if (answer?.error) answer = [];  // nothing, and that is everything there is
    const provenance = readSource(form, get(record, field.complete)?.provenance);
    if (provenance?.error) return setErrors([provenance]);
    if (!provenance?.source) return setErrors([{ error: "Say who says that nothing is missing", at: "source" }]);
    return setErrors(await onAnswer(answer, { value: "YES", provenance }));
  };
  const whom = field.ask.map(ofAgency);
  const isGroup = ["answer", "enum", "enums", "date", "flag", "provenance"].includes(field.kind);
  const heading = html`<h1 class="heading" id="question" tabindex="-1">${capital(field.wording)}</h1>`;
  const hints = html`<div id="hint">${field.kind === "date" && html`<p class="hint">For example, 27 3 2021. Leave the day, or day and month, empty if they are not known.</p>`}
    ${["texts", "numbers"].includes(field.kind) && html`<p class="hint">One a line.</p>`}
    ${whom.length > 0 && html`<p class="hint">Who can say: ${whom.join(", or ")}.</p>`}</div>`;
  const wrong = error && field.kind !== "answer" && html`<p class="error" id="error"><span class="unseen">Error: </span>${error.error}</p>`;
  const input = html`<${Input} field=${field} value=${value} schema=${schema} day=${day} error=${error} />
    ${canBeAll && html`<div class="choices all"><div class="choice"><input type="checkbox" id="all" onChange=${(event) => setAll(event.target.checked)} />
      <label for="all">This is everything there is</label></div></div>`}
    ${isAll && html`<div class="inset"><${Source} schema=${schema} provenance=${get(record, field.complete)?.provenance} day=${day} error=${error} /></div>`}`;
  return html`<form novalidate onSubmit=${send} key=${field.path}>
    <${Errors} errors=${errors} />
    <p class="caption">${whereabouts(schema, field.path)}</p>
    <div class="group ${error ? "group-wrong" : ""}">
      ${isGroup ? html`<fieldset aria-describedby="hint"><legend>${heading}</legend>${hints}${wrong}${input}</fieldset>` : html`${heading}${hints}${wrong}${input}`}
    </div>
    <div class="buttons"><button class="button" type="submit">Continue</button>
      ${onSkip && html`<button class="button button-plain" type="button" onClick=${onSkip}>${skipText}</button>`}
      ${onForget && value !== undefined && html`<button class="link" type="button" onClick=${onForget}>Remove this answer</button>`}</div>
    <${Why} ask=${ask} item=${item} />
  </form>`;
}

// Whether a list has a further entry, or holds everything there is.
export function ListQuestion({ schema, record, field, day, ask, item, onAdd, onComplete, onSkip }) {
  const [chosen, choose] = useState();
  const [errors, setErrors] = useState([]);
  const error = errors.find((one) => one.at);
  const entries = get(record, field.path) || [];
  const complete = field.complete && schema.field(field.complete);
  const send = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    if (!chosen) return setErrors([{ error: "Choose one", at: "more-ADD" }]);
    if (chosen === "ADD") return onAdd();
    if (chosen === "SKIP") return onSkip();
    const provenance = readSource(form, get(record, field.complete)?.provenance);
    if (provenance?.error) return setErrors([provenance]);
    if (!provenance?.source) return setErrors([{ error: "Say who says that nothing is missing", at: "source" }]);
    return setErrors(await onComplete({ value: "YES", provenance }));
  };
  const choice = (value, text, hint) => html`<div class="choice"><input type="radio" name="more" id="more-${value}" value=${value} onChange=${() => choose(value)} aria-describedby=${hint ? `more-${value}-hint` : undefined} />
    <label for="more-${value}">${text}</label>${hint && html`<p class="hint choice-hint" id="more-${value}-hint">${hint}</p>`}</div>`;
  const whom = field.ask.map(ofAgency);
  return html`<form novalidate onSubmit=${send} key=${field.path}>
    <${Errors} errors=${errors} />
    <p class="caption">${whereabouts(schema, field.path)}</p>
    <div class="group ${error && error.at !== "source" ? "group-wrong" : ""}"><fieldset aria-describedby="hint"><legend><h1 class="heading" id="question" tabindex="-1">${capital(field.wording)}</h1></legend>
      <div id="hint"><p class="hint">${entries.length ? `${entries.length} recorded. Is there more?` : "None recorded. Is there anything to record?"} ${whom.length ? `Who can say: ${whom.join(", or ")}.` : ""}</p></div>
      ${error && error.at !== "source" && html`<p class="error" id="error"><span class="unseen">Error: </span>${error.error}</p>`}
      <div class="choices">${choice("ADD", entries.length ? "Yes, there is more" : "Yes, there is something")}
        ${complete && choice("ALL", entries.length ? "No, everything there is has been recorded" : "No, there is nothing", "Only if somebody who would know says so.")}
        ${choice("SKIP", "Not known yet")}</div>
      ${chosen === "ALL" && html`<div class="inset"><${Source} schema=${schema} provenance=${get(record, field.complete)?.provenance} day=${day} error=${error} /></div>`}
    </fieldset></div>
    <div class="buttons"><button class="button" type="submit">Continue</button></div>
    <${Why} ask=${ask} item=${item} />
  </form>`;
}

export { firstControl };
