/** What the page of errors (docs/errors.md) says about one code. */
export interface CodeEntry {
  /** A heading: the mistake in a few words. */
  readonly title: string;
  /** Why it is a mistake, and the way out, in one to three sentences (Markdown). */
  readonly help: string;
}
