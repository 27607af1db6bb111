/** What became of calls, by how many. */
export type News =
  | { readonly type: 'sent'; readonly calls: number }
  /** They wait for another try: no answer, or one that lets hope. */
  | { readonly type: 'waiting'; readonly calls: number; readonly why: string; readonly ms: number }
  /** They are gone: refused for good, too old, or too many were waiting. */
  | { readonly type: 'dropped'; readonly calls: number; readonly why: string };
