// Where @bufbuild/cel 0.6.1 deviates from the specification (langdef.md of google/cel-spec, and its conformance
// tests), each with the reason. What it does instead is given by a function of our own, or the expression is left out.
import { CelScalar, celFunc, celList, celMethod, listType } from "@bufbuild/cel";

const { BOOL, DOUBLE, INT, STRING } = CelScalar;
const points = (text) => Array.from(text);

// Replace what the package has.
export const functions = [];

// `isAbout` says whether a difference is one of these: of an expression, what it gives here and there.
export const leftOut = [];
