import type { Batch, StoredRequest } from './batch.ts';
import type { CallData, Outlet, Seq } from './call.ts';

/** What one request of a client brought. */
export interface Acceptance {
  readonly source: string;
  /** The source's destinations at this moment. */
  readonly destinations: readonly string[];
  /** In the order of the request. */
  readonly calls: readonly NamedCall[] | AsSent;
  /** What failed on ingest: kept to be seen, never delivered. */
  readonly refused?: readonly Refusal[];
  /** Why these calls are kept and not delivered, when that is known already (a disabled source). */
  readonly skip?: { readonly code: string; readonly reason: string };
}

export interface NamedCall {
  readonly messageId: string;
  readonly call: CallData;
}

/**
 * The calls of a request as they came, to be kept without being written anew: nothing of them is looked at before they are
 * read. Whoever opens the store tells how that is done (`ReadCalls`).
 */
export interface AsSent {
  /** The store may take them away from the caller; they must not be used any more. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What reading needs to know beside the bytes. */
  readonly note: string;
  /** One for each place in the request, in order; nothing where a call is not taken in (refused, another source's). */
  readonly messageIds: readonly (string | undefined)[];
}

/**
 * Makes calls of a request that was kept as sent: one for each place, in the order of its messageIds. Must give the same
 * whenever it is asked. What stands where no call was taken in is not looked at.
 */
export type ReadCalls = (bytes: Uint8Array, note: string) => readonly (CallData | undefined)[];

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
  /** Its place in the order of delivery: that of acceptance, and a new one when it is delivered anew. */
  readonly seq: Seq;
  /** The seq of the first call of the same client's request. */
  readonly request: Seq;
  readonly messageId: string;
  /** The store's own time in milliseconds; never decreases with the seq of acceptance, whatever the machine's clock does. */
  readonly acceptedAt: number;
  readonly call: CallData;
  /** How many of the requests that the call became have already been delivered; usually 0. */
  readonly part: number;
  /** Set when it had a fate and is delivered anew. */
  readonly replay?: Replay;
}

/** How a call is delivered anew. */
export type Replay =
  /** As the mapping says now. */
  | { readonly kind: 'mapped anew' }
  /** The request that was refused, as it was. */
  | { readonly kind: 'as mapped'; readonly stored: StoredRequest }
  /**
   * The whole batch that it travelled in, under its old id, because it may have arrived. It stands for all of its calls, and
   * none of the others is read on its own.
   */
  | { readonly kind: 'resent'; readonly batch: Batch };

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
  /**
   * Calls the listener with the names of sources at which calls wait since just now; the answer ends that. It may be told of
   * several in one, and of a source no more until it has read what it was told of.
   */
  watch(listener: (sources: readonly string[]) => void): () => void;
}
