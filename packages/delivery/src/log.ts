/** The place of a call in the order of acceptance. Grows, never repeats, also across restarts. From 1. */
export type Seq = number;

/** One destination of one source: what a call is delivered through, and has one fate at. */
export interface Outlet {
  readonly source: string;
  readonly destination: string;
}

/** A call as JSON data; delivery looks at its ids, its type and the client's time, and at nothing else. */
export type CallData = { readonly [key: string]: unknown };

/** What one request of a client brought. */
export interface Acceptance {
  readonly source: string;
  /** The source's destinations at this moment. */
  readonly destinations: readonly string[];
  /** In the order of the request. */
  readonly calls: readonly { readonly messageId: string; readonly call: CallData }[];
  /** What failed on ingest: kept to be seen, never delivered. */
  readonly refused?: readonly Refusal[];
  /** Why these calls are kept and not delivered, when that is known already (a disabled source). */
  readonly skip?: { readonly code: string; readonly reason: string };
}

/** A call that was not taken in. */
export interface Refusal {
  /** The public code, `no_user_anon_id` ... */
  readonly code: string;
  readonly message: string;
  readonly messageId?: string;
  readonly type?: string;
  /** The first KB of what was sent. */
  readonly excerpt: string;
  /** All of what was sent, in bytes. */
  readonly bytes: number;
}

/** `full`: nothing was taken, because too much waits undelivered; the client may come again after that time. */
export type Receipt =
  | { readonly accepted: number; readonly duplicates: number; readonly full?: never }
  | { readonly full: true; readonly retryAfterSeconds: number };

/** A call that waits to be delivered through an outlet. */
export interface Waiting extends Outlet {
  readonly seq: Seq;
  /** The seq of the first call of the same client's request. */
  readonly request: Seq;
  readonly messageId: string;
  /** The store's own time in milliseconds; never decreases with seq, whatever the machine's clock does. */
  readonly acceptedAt: number;
  readonly call: CallData;
  /** How many of the requests that the call became have already been delivered; usually 0. */
  readonly part: number;
}

/** What keeps accepted calls in order until they have a fate. */
export interface Log {
  /**
   * Takes the calls of one request, all or none. When the promise resolves they are as safe as the store makes them, and
   * a client may be told so; when it rejects nothing was taken. A call whose source and messageId are known is counted as
   * a duplicate and not taken again, also within one request.
   */
  append(acceptance: Acceptance): Promise<Receipt>;
  /**
   * Calls that wait at these outlets, in order of seq, beginning behind `after` (0: with the first one), at most `most`.
   * Calls in a written batch or with a fate do not wait.
   */
  read(outlets: readonly Outlet[], after: Seq, most: number): Promise<readonly Waiting[]>;
  /** Says that no call up to this one waits at the outlet any more, so that reading need not begin before it. */
  commit(outlet: Outlet, upTo: Seq): Promise<void>;
}
