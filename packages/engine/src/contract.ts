import type { Diagnostic } from '@crosswalk/diagnostics';

/** A mapping as texts by file name, relative to its folder, with `/`: `destination.yaml`, `functions/trait.jsonata`. */
export type Files = Readonly<Record<string, string>>;

export interface CompileOptions {
  /** The version of the mapping's package; becomes part of `Destination.version`. Default `0.0.0`. */
  readonly version?: string;
  /** Put before file names in diagnostics, such as `mappings/connect/`. */
  readonly folder?: string;
}

export interface Compiled {
  /** Absent when a diagnostic is an error. */
  readonly destination?: Destination;
  readonly diagnostics: readonly Diagnostic[];
}

/** A mapping, ready to use. Nothing here throws on account of an event, of settings or of an answer. */
export interface Destination {
  readonly name: string;
  /** The package's version and the first 12 hex digits of the SHA-256 of the files: `1.2.0+5d41402abc4b`. */
  readonly version: string;
  /** Keys that an event's `integrations` may use for this destination. */
  readonly names: readonly string[];
  readonly operations: Readonly<Record<string, Operation>>;
  readonly rules: readonly RuleInfo[];
  /** Settings with the schema's defaults, or what is wrong with them. Messages hold no values. */
  settings(given: unknown): { settings: Settings; diagnostics: readonly Diagnostic[] };
  /**
   * What becomes of an event. Synchronous; never throws; never changes the event. Containers that the mapping builds are
   * new, other values pass by reference; both are read-only.
   */
  map(event: unknown, context: MapContext): Outcome;
  /** The same as `map`, and why: each rule, each field, the expression, what it read and gave. */
  explain(event: unknown, context: MapContext): Trace;
  /** The HTTP request of one body, or of many when the operation has a batch. */
  pack(operation: string, bodies: readonly object[] | WrittenBodies, context: PackContext): HttpRequest;
  /** What an answer of the destination means for the calls that were sent. */
  judge(answer: Answer): Verdict;
  /**
   * The mapping as an ES module, which exports `map`, `settings`, `pack`, `judge`, `name`, `version`, `names` and
   * `operations`: what they are here. Needs no parser and no code from strings, only the two runtimes. With `size` it is as
   * short as can be, for pages: settings are not checked, nothing is counted against a budget, outcomes have no words (see
   * `BriefOutcome`), and what mappings seldom say makes it the usual module.
   * With `trace` it exports `explain` too, which tells the words and the way to them.
   */
  toModule(options?: { readonly size?: boolean; readonly trace?: boolean }): string;
  /** The types of that module, as a `.d.ts` file that stands by itself. */
  toDeclarations(options?: { readonly size?: boolean }): string;
}

/** Settings of one source for one destination, defaults filled in. */
export type Settings = Readonly<Record<string, unknown>>;

export interface MapContext {
  readonly settings: Settings;
  /** Milliseconds since 1970; what `$now()` and `$millis()` answer. */
  readonly now: number;
}

export interface PackContext {
  readonly settings: Settings;
  /** Stable over retries. */
  readonly deliveryId: string;
}

/** Bodies that have been written already, as a JSON array in UTF-8, and how many they are: they are not written again. */
export interface WrittenBodies {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  /** The bodies read again, for an operation that wraps them. */
  list(): readonly object[];
}

export type Outcome = Mapped | Skipped | Rejected;

export interface Mapped {
  readonly status: 'mapped';
  readonly rule: string;
  readonly requests: readonly MappedRequest[];
  readonly warnings: readonly Diagnostic[];
}

export interface Skipped {
  readonly status: 'skipped';
  readonly reason: string;
  /** Absent when no rule took the event. */
  readonly rule?: string;
}

export interface Rejected {
  readonly status: 'rejected';
  readonly errors: readonly Diagnostic[];
  readonly rule?: string;
}

/** What went wrong, by its code and the field where it did: each once. */
export type Note = Pick<Diagnostic, 'code' | 'field'>;

/** An outcome without words, as pages have it; every `Outcome` is one. The words are said by `explain`. */
export type BriefOutcome =
  | (Omit<Mapped, 'warnings'> & { readonly warnings: readonly Note[] })
  | Omit<Skipped, 'reason'>
  | (Omit<Rejected, 'errors'> & { readonly errors: readonly Note[] });

/** `body` fits the operation's schema. */
export interface MappedRequest {
  readonly operation: string;
  readonly body: object;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  /** Absent when the operation has no batch. */
  readonly batch?: { readonly method: string; readonly path: string };
  /** Bodies in one request; 1 without a batch. */
  readonly most: number;
  /** The body of a batch is made from its bodies by an expression. */
  readonly wraps?: true;
}

export interface RuleInfo {
  readonly name: string;
  readonly summary: string;
  readonly file: string;
  /** Names of the operations it sends to; empty when it only skips. */
  readonly operations: readonly string[];
  /** Dotted paths of all the fields it can give, for coverage. */
  readonly fields: readonly string[];
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. Bytes where the bodies were given as such. */
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** What came back: a status, or none and why (`timeout`, `reset`, `unresolved` ...). */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly error?: string;
}

/** done: delivered. retry: later. split: find the bad call. hold: the environment is at fault. dead: never again. */
export type Verdict = 'done' | 'retry' | 'split' | 'hold' | 'dead';

export interface Trace {
  readonly outcome: Outcome;
  /** In the order in which they were tried. */
  readonly rules: readonly RuleTrace[];
}

export interface RuleTrace {
  readonly rule: string;
  readonly file: string;
  readonly when: ExpressionTrace;
  readonly skip?: ExpressionTrace;
  readonly lets: readonly (ExpressionTrace & { readonly name: string })[];
  readonly fields: readonly FieldTrace[];
}

export interface FieldTrace {
  readonly operation: string;
  /** Dotted path in the body. */
  readonly field: string;
  /** The alternatives that were looked at, in order; the last one may have given the value. */
  readonly tried: readonly ExpressionTrace[];
  readonly status: 'sent' | 'absent' | 'left out' | 'failed';
  /** Why it was not sent, as a sentence; absent when it was. */
  readonly because?: string;
  readonly value?: unknown;
}

export interface ExpressionTrace {
  readonly expression: string;
  readonly file: string;
  /** Offsets of the expression in the file. */
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
  /** What was read on the way: paths and variables with what they gave, inner ones first. */
  readonly reads: readonly { readonly text: string; readonly value?: unknown }[];
  /** What the expression threw. */
  readonly error?: Diagnostic;
}
