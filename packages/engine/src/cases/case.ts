import type { Place } from '../reading/source.ts';

/** A `NAME.cases.yaml`: examples of what becomes of events, written by people who know the destination. */
export interface CaseFile {
  readonly file: string;
  /** Hold for every case of the file; a case's own are merged over them. Absent: required settings are not enforced. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly settingsPlace?: Place;
  readonly cases: readonly Case[];
}

export interface Case {
  /** A sentence: what a person sees. */
  readonly name: string;
  readonly place: Place;
  readonly event: unknown;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The told time, milliseconds since 1970 (default: the first of January 2026); also when an event was received. */
  readonly now: number;
  readonly expected: Expectation;
}

/** What becomes of an event, in the words of a cases file: one of `sends`, `skips`, `rejects`. */
export interface Expectation {
  /** Requests in order, each as `{ operation: body }`. */
  readonly sends?: readonly Readonly<Record<string, unknown>>[];
  /** Code and field (`R407 timezone`), sorted; only beside `sends`. */
  readonly warns?: readonly string[];
  /** The reason, whole. */
  readonly skips?: string;
  /** Code and field, sorted; a code alone in a file stands for any field. */
  readonly rejects?: readonly string[];
}
