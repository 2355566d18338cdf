// The page: a case that is kept here and nowhere else, the question that could change most, and the levels.

import { useEffect, useMemo, useRef, useState } from "./hooks.js";
import { html } from "./html.js";
import { Actions, changes, Levels, Replay } from "./levels.js";
import { Answers, Group, Load, Settled, Start } from "./pages.js";
import { render } from "./preact.js";
import { ListQuestion, Question } from "./question.js";
import { daysOfKnowing, normal, put } from "./record.js";
import { joined, Schema, steps } from "./schema.js";
import { dateText, ofDate } from "./words.js";

async function ask(route, record, options = {}) {
  const query = new URLSearchParams(options);
  const answer = await fetch(`v1/${route}?${query}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(record) });
  const isText = ["text", "html"].includes(options.format) && answer.ok;
  const result = isText ? await answer.text() : await answer.json();
  if (answer.ok) return result;
  throw Object.assign(new Error(result.error.message), { problems: result.error.problems });
}

// What the server finds wrong, as errors of a page.
function asErrors(error) {
  const problems = error.problems?.length ? error.problems : [{ message: error.message }];
  return problems.map(({ message, hint, path }) => ({ error: [message + (path ? ` (${path})` : ""), hint].filter(Boolean).join("; ") }));
}

function useHash() {
  const read = () => decodeURIComponent(location.hash.slice(1)) || "next";
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const follow = () => setHash(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return hash;
}

function go(hash) {
  location.hash = hash;
}

// The first piece of the first ask that is not put aside.
function nextPiece(asks, aside, schema) {
  let wasAside = false;
  for (const one of asks?.ask || []) {
    for (const item of one.item || []) {
      for (const path of item.path || []) {
        const field = schema.field(path);
        if (!field) continue;
        if (!aside.has(path)) return { ask: one, item, path, field };
        wasAside = true;
      }
    }
  }
  return { asked: wasAside };
}

function piecesLeft(asks) {
  return (asks?.ask || []).flatMap((one) => one.item || []).flatMap((item) => item.path || []).length;
}

function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// What is asked first of a new entry: what it is, who says so, and when.
function firstOf(schema, list, index) {
  const entry = `${list}[${index}]`;
  const fields = schema.fieldsOf(schema.field(list).type, entry);
  const of = (kind) => fields.filter((field) => field.kind === kind).map((field) => field.path);
  const names = fields.filter((field) => ["name", "to"].includes(field.name) && field.kind === "text").map((field) => field.path);
  return [...of("enum").slice(0, 1), ...names.slice(0, 1), `${entry}.provenance`, ...of("enum").slice(1), ...of("date").slice(0, 2)];
}

function Note({ record, day }) {
  const [isOpen, open] = useState(false);
  const [text, setText] = useState("");
  useEffect(() => {
    let isStale = false;
    if (isOpen) ask("assess", record, { format: "text", width: 48, ...(day && { known_on: day }) }).then((note) => isStale || setText(note), (error) => setText(error.message));
    return () => { isStale = true; };
  }, [isOpen, record, day]);
  return html`<details class="note" onToggle=${(event) => open(event.target.open)}><summary>The note</summary>
    <pre tabindex="0" aria-label="The note">${text || "…"}</pre></details>`;
}

function Page({ schema, edition }) {
  const [record, setRecord] = useState(null);
  const [results, setResults] = useState({});  // assessment, asks, former
  const [aside, setAside] = useState(new Set());
  const [queue, setQueue] = useState([]);
  const [day, setDay] = useState(null);
  const [past, setPast] = useState(null);  // assessment as known on `day`
  const [said, say] = useState("");
  const hash = useHash();
  const main = useRef();
  const asked = useRef(null);  // the newest asks

  // Takes a changed case over if it can be right; otherwise gives back what is wrong with it.
  const commit = async (changed) => {
    try {
      const [assessment, asks] = await Promise.all([ask("assess", changed), ask("next", changed)]);
      asked.current = asks;
      setResults((former) => ({ assessment, asks, former: former.assessment }));
      say(changes(assessment, results.assessment));
      setRecord(changed);
      setDay(null);
      return [];
    } catch (error) {
      return asErrors(error);
    }
  };

  useEffect(() => {
    let isStale = false;
    setPast(null);
    if (day) {
      ask("assess", record, { known_on: day }).then((assessment) => {
        if (isStale) return;
        setPast(assessment);
        say(`As known on ${ofDate(day)}: ${changes(assessment, { level: [] })}`);
      }, (error) => say(error.message));
    }
    return () => { isStale = true; };
  }, [day]);

  const piece = useMemo(() => (schema && record ? nextPiece(results.asks, aside, schema) : {}), [results.asks, aside]);
  const path = hash.startsWith("at/") ? hash.slice(3) : hash === "next" ? queue[0] || piece.path : "";
  const place = record ? `${hash}|${path}` : "start";
  useEffect(() => {
    const heading = main.current?.querySelector("h1");
    document.title = `${heading?.textContent || "Risk of harm"} - Risk of harm`;
    if (main.current?.dataset.place !== undefined) heading?.focus();
    if (main.current) main.current.dataset.place = place;
  }, [place]);
  useEffect(() => {
    const warn = (event) => event.preventDefault();
    if (record) addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [Boolean(record)]);

  const start = async (begun) => {
    setAside(new Set());
    setQueue([]);
    setResults({});
    const problems = await commit(begun);
    if (!problems.length) go("next");
    return problems;
  };
  const load = async (text) => {
    let read;
    try {
      read = normal(JSON.parse(text), schema);
    } catch {
      return "The file is not a case in JSON";
    }
    if (!read || typeof read !== "object" || Array.isArray(read)) return "The file is not a case in JSON";
    const problems = await start(read);
    return problems.length ? `The case cannot be used: ${problems.slice(0, 3).map((one) => one.error).join("; ")}` : "";
  };
  const putAside = (one) => setAside((former) => new Set([...former, one]));
  const advance = () => {
    if (hash === "next") setQueue((former) => former.slice(1));
    else go("next");
  };
  const answer = (field) => async (value, complete) => {
    const changed = put(record, field.path, value, schema);
    const problems = await commit(complete ? put(changed, field.complete, complete, schema) : changed);
    if (problems.length) return problems;
    // What was answered and is still open (not known, a date in part, nobody who says so) is not asked again at once.
    const next = nextPiece(asked.current, aside, schema);
    if (value?.missing || [field.path, field.of].includes(next.field?.path ?? "")) putAside(value?.missing ? path : next.path);
    advance();
    return [];
  };
  const remove = (one) => commit(put(record, one, undefined, schema));
  const add = (list) => {
    const entries = steps(list).reduce((at, step) => at?.[step], record) || [];
    setQueue(firstOf(schema, list, entries.length));
    go("next");
  };

  const view = () => {
    if (!record) return html`<${Start} onStart=${start} onLoad=${load} edition=${edition} />`;
    if (hash === "answers") return html`<${Answers} schema=${schema} record=${record} onRemove=${remove} />`;
    if (hash === "all" || hash.startsWith("all/")) return html`<${Group} schema=${schema} record=${record} path=${hash.slice(4)} onRemove=${(one) => { remove(one); go(`all/${joined(steps(one).slice(0, -1))}`); }} onAdd=${add} />`;
    const field = path && schema.field(path);
    if (!field) return html`<${Settled} asked=${piece.asked} onAgain=${() => setAside(new Set())} />`;
    const why = path === piece.path ? { ask: piece.ask, item: piece.item } : {};
    const shared = { schema, record, field, day: dateText(record.assessment_date), key: path, ...why };
    if (field.kind === "message") return html`<${Group} schema=${schema} record=${record} path=${path} onRemove=${remove} onAdd=${add} />
      ${hash === "next" && html`<div class="buttons"><button class="button" type="button" onClick=${() => { putAside(path); advance(); }}>Skip for now</button></div>`}`;
    const skip = () => {
      if (!queue.length) putAside(piece.path === undefined ? path : hash === "next" ? piece.path : path);
      advance();
    };
    if (field.kind === "messages") {
      return html`<${ListQuestion} ...${shared} onAdd=${() => add(field.path)} onSkip=${skip} onComplete=${answer({ path: field.complete, of: field.path })} />`;
    }
    return html`<${Question} ...${shared} onAnswer=${answer(field)} onSkip=${skip}
      onForget=${async () => { await remove(field.path); advance(); }} skipText=${hash === "next" ? "Skip for now" : "Back to the next question"} />
      ${queue.length > 0 && hash === "next" && html`<p><button class="link" type="button" onClick=${() => setQueue([])}>Finish this entry</button></p>`}`;
  };
  const save = () => download(`${record.case_id || "case"}.json`, "application/json", JSON.stringify(record, null, 2));
  const report = async () => download(`${record.case_id || "case"}.html`, "text/html", await ask("assess", record, { format: "html" }));
  const links = [["next", "Next question"], ["all", "All questions"], ["answers", "Answers"]];
  const days = record ? daysOfKnowing(record) : [];
  return html`<a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.querySelector("h1")?.focus(); }}>Skip to the question</a>
    <header class="top"><div class="width top-row"><span class="top-name">Risk of harm</span>
      ${record && html`<nav aria-label="Pages"><ul>${links.map(([to, text]) => html`<li><a href="#${to}" aria-current=${hash.split("/")[0] === to || (to === "all" && hash.startsWith("at/")) ? "page" : undefined}>${text}</a></li>`)}</ul></nav>`}</div></header>
    <div class="width columns"><main id="main" ref=${main}>${view()}</main>
    ${record && html`<aside aria-label="What the answers come to">
      ${day && html`<p class="banner">Looking back: what was known on ${ofDate(day)}.</p>`}
      <${Levels} assessment=${day ? past : results.assessment} former=${day ? results.assessment : results.former} formerIs=${day ? "Now" : "Before this answer"} left=${day ? undefined : piecesLeft(results.asks)} title=${day ? `How serious, as known on ${ofDate(day)}` : "How serious"} />
      <${Replay} days=${days} day=${day} onDay=${setDay} />
      <${Actions} assessment=${day ? past : results.assessment} asks=${day ? undefined : results.asks} />
      <${Note} record=${record} day=${day} />
      <section class="keep" aria-labelledby="keep-title"><h2 class="heading-s" id="keep-title">Keep it</h2>
        <p class="soft">Nothing is kept unless you save it.</p>
        <div class="buttons"><button class="button button-plain" type="button" onClick=${save}>Save the case</button>
        <button class="button button-plain" type="button" onClick=${report}>Save a report</button><${Load} onLoad=${load} /></div></section>
      <p class="soft">Rules: ${edition}</p></aside>`}</div>
    <p class="unseen" role="status" aria-live="polite">${said}</p>`;
}

async function begin() {
  const [schema, health] = await Promise.all([fetch("v1/schema/input"), fetch("healthz")].map(async (answer) => (await answer).json()));
  const root = document.getElementById("page");
  root.replaceChildren();
  render(html`<${Page} schema=${new Schema(schema)} edition=${health.edition} />`, root);
}

begin();
