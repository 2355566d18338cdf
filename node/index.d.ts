/** What a case on probation says of the risk of harm. What a case leaves out is unknown, never "no" and never zero. */

/** An object as `schema("input")` describes it, JSON text, or the bytes of JSON, text format or a message. */
export type Case = Record<string, unknown> | string | Uint8Array;

export type Level = "LOW" | "MEDIUM" | "HIGH" | "VERY_HIGH";

export interface GroupLevel {
  group: string;
  title?: string;
  /** Absent where nothing on record decides the level. */
  at_least?: Level;
  could_be: Level;
  /** Whether the two differ. */
  provisional?: boolean;
  /** By a person; left out where nobody recorded one, which is not low. */
  recorded?: Level;
  [field: string]: unknown;
}

/** A risk.v1.Assessment; `schema("output")` has all of it. */
export interface Assessment {
  case_id?: string;
  edition: string;
  edition_hash: string;
  library_version: string;
  level?: GroupLevel[];
  missing?: Record<string, unknown>[];
  finding?: Record<string, unknown>[];
  [field: string]: unknown;
}

export interface Problem {
  /** Stable: programs may match on it. */
  code: string;
  message: string;
  path: string;
  hint: string;
  line: number;
  column: number;
}

/** In place of the assessment of a record that has none. */
export interface Rejected {
  error: { code: string; message: string; path: string; problems: Problem[] };
}

export interface OpenOptions {
  /** Of the editions of an id, the newest in force on that day: "2021-06-25". */
  date?: string;
  /** The hash that the edition must have. */
  hash?: string;
  /** Folders of editions that the opened one may extend, besides those of the library. */
  base?: string[];
}

export interface AssessOptions {
  /** Otherwise the day of knownOn, or that of the case, or today. */
  assessedOn?: string;
  /** Replay: use only what was known then. */
  knownOn?: string;
  detail?: "results" | "missing" | "explanations";
  /** Only these instruments or published results. */
  instrument?: string[];
  allowUnknownFields?: boolean;
  mostBytes?: number;
  mostMilliseconds?: number;
}

/** Its texts quote no value of a case. */
export class RiskError extends Error {
  /** "bad-argument", "bad-case", "no-edition", "bad-edition", "limit", "no-memory", "bad-version" or "bug". */
  code: string;
  /** Of the field of the case, or of the rule file; empty if none is meant. */
  path: string;
  problems: Problem[];
}

/** An opened edition; opening costs some tenths of a second and 20 MB: keep it. */
export class Edition {
  private constructor();
  /** "england_wales@2026.1". */
  readonly name: string;
  /** SHA-256 of its rules, hexadecimal. */
  readonly hash: string;
  describe(): Record<string, unknown>;
  assess(record: Case, options?: AssessOptions): Assessment;
  assessAs(record: Case, format: "json" | "binary" | "textproto" | "text", options?: AssessOptions): Buffer;
  /** The same as assess on a thread of its own. */
  assessLater(record: Case, options?: AssessOptions): Promise<Assessment>;
  /** One after the other, as they are asked for. A bad one gives its error in its place. */
  assessMany(records: Iterable<Case>, options?: AssessOptions): Generator<Assessment | Rejected>;
  /** What to ask whom, so that the levels settle. */
  next(record: Case, options?: AssessOptions): Record<string, unknown>;
}

/** An id@version, an id, or the path of a folder of rule files (it has a slash in it). Without a name: the only one there is. */
export function openEdition(name?: string, options?: OpenOptions): Edition;
/** What cannot be right in a case; empty if nothing. */
export function validate(record: Case, options?: AssessOptions): Problem[];
/** The version of the library and the editions that are part of it. */
export function describe(): Record<string, unknown>;
/** JSON Schema of a case ("input") or of an assessment ("output"). */
export function schema(which?: "input" | "output"): Record<string, unknown>;
export function version(): string;
