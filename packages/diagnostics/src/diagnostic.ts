/** What went wrong, where, and what to do next, as plain data. Rendering happens elsewhere (`render`, `toJson`). */
export interface Diagnostic {
  /** A code of `codes.ts` (M203, R401 ...), or a public code of another vocabulary (Segment's `no_user_anon_id`). */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence without a full stop. Holds names of the mapping, never values of people. */
  readonly message: string;
  /** Places in source files; the first one is where the reader should look. */
  readonly labels?: readonly Label[];
  /** The destination field that is concerned, as a dotted path (`attributes`, `properties.items`). */
  readonly field?: string;
  /** Further sentences that help: why it is so, where to read on. */
  readonly notes?: readonly string[];
  /** What was probably meant, as the text to write instead. */
  readonly suggestion?: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** A place: offsets in UTF-16 code units of the file's text, `end` exclusive. */
export interface Label {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** Said behind the carets. */
  readonly message?: string;
}

/** True when any of them is an error: the thing they are about cannot be used. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
