// How serious, for each group: a range that narrows, and the day on which it is looked at.

import { html } from "./html.js";
import { capital, dateText, levels, ofDate, ofLevel, ofName } from "./words.js";

function bounds(level) {
  const highest = levels.indexOf(level.could_be);
  const lowest = level.not_settled || !level.at_least ? 0 : levels.indexOf(level.at_least);
  return [lowest, highest];
}

function Scale({ level, former }) {
  const [lowest, highest] = bounds(level);
  const [was, wasUpTo] = former ? bounds(former) : [lowest, highest];
  return html`<ol class="scale" aria-hidden="true">${levels.map((name, index) => {
    const isIn = index >= lowest && index <= highest;
    const isSettled = lowest === highest && !level.not_settled;
    const ruledOut = !isIn && index >= was && index <= wasUpTo;
    const look = isIn ? (isSettled ? "settled" : "open") : ruledOut ? "ruled-out" : "";
    return html`<li class="step step-${index + 1} ${look}">${capital(ofName(name))}</li>`;
  })}</ol>`;
}

export function Levels({ assessment, former, title, formerIs, left }) {
  const before = new Map((former?.level || []).map((level) => [level.group, level]));
  return html`<section class="levels" aria-labelledby="levels-title">
    <h2 class="heading-m" id="levels-title">${title}</h2>
    <dl>${(assessment?.level || []).map((level) => {
      const was = before.get(level.group);
      const narrowed = was && ofLevel(was) !== ofLevel(level);
      return html`<div class="level" key=${level.group}>
        <dt>${level.title}</dt>
        <dd><${Scale} level=${level} former=${was} />
          <p class="level-words">${capital(ofLevel(level))}${level.recorded && html`<span class="soft">; recorded by a person: ${ofName(level.recorded).toUpperCase()}</span>`}</p>
          ${narrowed && html`<p class="level-was">${formerIs}: ${ofLevel(was)}</p>`}
        </dd></div>`;
    })}</dl>
    ${left !== undefined && html`<p class="soft">${left === 0 ? "No answer could still change a level." : left === 1 ? "One answer could still change a level." : `${left} answers could still change a level.`}</p>`}
  </section>`;
}

// In one sentence what an answer changed, for those who hear the page.
export function changes(assessment, former) {
  const before = new Map((former?.level || []).map((level) => [level.group, ofLevel(level)]));
  const changed = (assessment?.level || []).filter((level) => before.get(level.group) !== ofLevel(level));
  if (!former) return "";
  if (!changed.length) return "No level changed.";
  return changed.map((level) => `${level.title}: ${ofLevel(level)}.`).join(" ");
}

// A slider over the days on which something became known.
export function Replay({ days, day, onDay }) {
  if (!days.length) return null;
  const all = [...days, null];
  const index = day === null ? days.length : all.indexOf(day);
  const words = (which) => (all[which] ? `as known on ${ofDate(all[which])}` : "now, with all that is recorded");
  return html`<section class="replay" aria-labelledby="replay-title">
    <h2 class="heading-s" id="replay-title"><label for="replay">Look back</label></h2>
    <input type="range" id="replay" min="0" max=${days.length} step="1" value=${index} aria-valuetext=${words(index)}
      onInput=${(event) => onDay(all[Number(event.target.value)])} />
    <output for="replay">${capital(words(index))}</output>
    ${day !== null && html`<button type="button" class="link" onClick=${() => onDay(null)}>Back to now</button>`}
  </section>`;
}

// That nothing is to be done is not said while there is something to ask. `asks`: of now, so not when looking back.
export function Actions({ assessment, asks }) {
  const made = (assessment?.finding || []).filter((finding) => finding.outcome === "TRUE");
  const urgent = made.filter((finding) => finding.severity === "URGENT");
  const shown = urgent.slice(0, 4);
  const [first] = (asks?.ask || []).map((one) => dateText(one.due)).filter(Boolean).sort();
  return html`<section aria-labelledby="actions-title">
    <h2 class="heading-s" id="actions-title">What must happen</h2>
    ${first && html`<p id="to-ask">Questions are still to be asked, the first by ${ofDate(first)}: see the note.</p>`}
    ${made.length === 0 && html`<p>${first ? "Beyond that nothing yet" : "Nothing yet"}, on what is recorded.</p>`}
    <ul class="list">${shown.map((finding) => html`<li key=${finding.id + (finding.element || "")}><strong class="tag tag-red">Urgent</strong> ${" "}
      ${finding.title}${finding.due ? `, by ${ofDate(finding.due)}` : ""}</li>`)}</ul>
    ${made.length > shown.length && html`<p class="soft">${made.length - shown.length} ${shown.length ? "more" : "things, none of them urgent,"} in the note.</p>`}
  </section>`;
}
