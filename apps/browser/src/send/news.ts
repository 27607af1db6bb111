/** What became of calls, by how many. */
export type News =
  | { readonly type: 'sent'; readonly calls: number }
  /** They wait for another try: no answer, or one that lets hope. */
  | { readonly type: 'waiting'; readonly calls: number; readonly why: string; readonly ms: number }
  /** They are gone: refused for good, too old, or too many were waiting. */
  | { readonly type: 'dropped'; readonly calls: number; readonly why: string };

/** Tells a listener. What it throws is its own fault, and is reported as such. */
export function say<Told>(listener: (told: Told) => void, told: Told): void {
  try {
    listener(told);
  } catch (error) {
    reportError(error);
  }
}
