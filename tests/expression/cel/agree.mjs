// Checks what cel_cases writes against @bufbuild/cel: over a completed record both give the same, and over one that
// is missing parts the range holds what every completion gives, errors apart.
//
//   cel_cases SEED COUNT | node agree.mjs
//
// Prints what was checked, and how often a known deviation was met; fails at the first 10 differences.
import readline from "node:readline";
import { celEnv, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { functions, leftOut } from "./deviations.mjs";
import { fromCel, isWithin, toCel } from "./values.mjs";

const MOST_SHOWN = 10;
const environment = celEnv({ funcs: [...strings, ...functions] });
const count = { expressions: 0, evaluations: 0, ranges: 0, decided: 0, differences: 0 };
const met = new Map();
let isShown = false;  // a difference of the expression at hand

function evaluate(text) {
  let program;
  try {
    program = plan(environment, parse(text));
  } catch (error) {
    return () => ["refused", String(error)];
  }
  return (bindings) => fromCel(program(bindings));
}

// A difference, unless a deviation explains it.
function differ(text, bindings, ours, theirs, what) {
  const deviation = leftOut.find(({ isAbout }) => isAbout(text, ours, theirs));
  if (deviation !== undefined) {
    met.set(deviation.what, (met.get(deviation.what) ?? 0) + 1);
    return;
  }
  if (isShown) return;
  isShown = true;
  if (++count.differences > MOST_SHOWN) return;
  const read = Object.entries(bindings).filter(([name]) => text.includes(name));
  console.error(`${text}\n  over ${JSON.stringify(Object.fromEntries(read))}\n  ${what} ${JSON.stringify(ours)}, @bufbuild/cel ${JSON.stringify(theirs)}`);
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { text, of } = JSON.parse(line);
  const run = evaluate(text);
  ++count.expressions;
  isShown = false;
  for (const { range, completions } of of) {
    ++count.ranges;
    if (range[0] !== "?" && range[0] !== "e" && (range.length < 3 || String(range[1]) === String(range[2]))) ++count.decided;
    for (const { bindings, exact } of completions) {
      const names = Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, toCel(value)]));
      const theirs = run(names);
      ++count.evaluations;
      if (!isWithin(exact, theirs)) {
        differ(text, bindings, exact, theirs, "ours gives");
      } else if (theirs[0] !== "e" && !isWithin(range, theirs)) {
        differ(text, bindings, range, theirs, "over parts of it ours gives");
      }
    }
  }
}
for (const [what, times] of met) console.log(`left out ${times} times: ${what}`);
console.log(`${count.expressions} expressions, ${count.evaluations} evaluations, ${count.ranges} ranges ` +
  `(${count.decided} of one value), ${count.differences} expressions that differ`);
process.exit(count.expressions === 0 || count.differences > 0 ? 1 : 0);
