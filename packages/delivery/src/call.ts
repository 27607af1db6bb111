/** The place of a call in the order of acceptance. Grows, never repeats, also across restarts. From 1. */
export type Seq = number;

/** One destination of one source: what a call is delivered through, and has one fate at. */
export interface Outlet {
  readonly source: string;
  readonly destination: string;
}

/** A call as JSON data; delivery looks at its ids, its type and the client's time, and at nothing else. */
export type CallData = { readonly [key: string]: unknown };
