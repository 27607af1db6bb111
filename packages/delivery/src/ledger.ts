import type { CallData, Outlet, Refusal, Seq } from './log.ts';

/** Where a call ended at one outlet. */
export type Fate = Delivered | Skipped | Dead;

export interface Delivered {
  readonly status: 'delivered';
  readonly deliveryId: string;
  /** Version of the mapping that made the request. */
  readonly version: string;
}

export interface Skipped {
  readonly status: 'skipped';
  /** Segment's public discard code where there is one: `FILTERED_BY_INTEGRATIONS_OBJECT`, `NO_MATCHING_MAPPING` ... */
  readonly code: string;
  readonly reason: string;
}

export interface Dead {
  readonly status: 'dead';
  /** `MESSAGE_REJECTED` by the mapping or the destination, `RETRIES_EXHAUSTED`. */
  readonly code: string;
  readonly reason: string;
  /** The last attempt got no answer, so the destination may have taken it. */
  readonly mayHaveArrived?: boolean;
}

/** What a request of a batch belongs to. */
export interface Member {
  readonly seq: Seq;
  readonly messageId: string;
  /** Which of the requests that the call became, from 0. */
  readonly part: number;
  /** No request of the call follows. */
  readonly last: boolean;
  /** Keys of the lanes that wait for it: the user's, and for an alias the other id's. */
  readonly lanes: readonly string[];
}

/** Tells a batch from all others that are open. */
export interface BatchKey extends Outlet {
  /** The delivery id. The same batch is always sent under the same one; two outlets may use one for the same call. */
  readonly id: string;
}

/** Requests that travel as one, written down before they are sent. All of its calls came through one outlet. */
export interface Batch extends BatchKey {
  readonly operation: string;
  readonly version: string;
  readonly members: readonly Member[];
  /** One body a member, in the same order. */
  readonly bodies: readonly object[];
}

/** One sending of a batch. */
export interface Attempt {
  /** The store's time in milliseconds when the answer came; the store sets it. */
  readonly at: number;
  readonly deliveryId: string;
  readonly verdict: string;
  readonly status?: number;
  readonly error?: string;
}

/** A batch that was written and not settled, with what was tried. */
export interface OpenBatch {
  readonly batch: Batch;
  readonly tries: number;
  /** Milliseconds for which it has been tried, without the time behind an open breaker. */
  readonly triedMs: number;
}

/** A change of the ledger. */
export type Change =
  /** About to be sent: its calls stop waiting. */
  | { readonly kind: 'send'; readonly batch: Batch }
  /** The batch was refused as a whole; these take its place. */
  | { readonly kind: 'split'; readonly batch: BatchKey; readonly into: readonly Batch[] }
  /** The batch was sent, and this is what came of it. */
  | {
      readonly kind: 'attempt';
      readonly batch: BatchKey;
      readonly attempt: Omit<Attempt, 'at'>;
      readonly triedMs: number;
    }
  /**
   * The batch is closed. Each of its calls has this fate; one that has requests to follow and was delivered so far waits
   * again, with the next part.
   */
  | { readonly kind: 'settle'; readonly batch: BatchKey; readonly fate: Fate }
  /** A waiting call has its fate without being sent. */
  | { readonly kind: 'fate'; readonly seq: Seq; readonly outlet: Outlet; readonly fate: Fate };

/** What is known of a call. */
export interface Story {
  readonly seq: Seq;
  readonly source: string;
  readonly messageId: string;
  readonly acceptedAt: number;
  readonly call: CallData;
  /** One for each destination that the source had. */
  readonly deliveries: readonly Delivery[];
}

export interface Delivery {
  readonly destination: string;
  readonly state: 'waiting' | 'in flight' | Fate['status'];
  readonly fate?: Fate;
  readonly attempts: readonly Attempt[];
  /** What was sent, or tried, last. Kept for what is in flight and for what is dead. */
  readonly sent?: { readonly deliveryId: string; readonly operation: string; readonly body: object };
}

/** Which calls are meant; all that is given must hold. */
export interface Selection {
  readonly state?: Delivery['state'];
  readonly source?: string;
  readonly destination?: string;
  readonly type?: string;
  readonly event?: string;
  /** Text of userId or anonymousId. */
  readonly user?: string;
  readonly code?: string;
  /** Accepted at this time or later, in milliseconds of the store's time. */
  readonly from?: number;
  /** Accepted before. */
  readonly to?: number;
}

/** Numbers of calls by state, since the ledger began; `waiting` and `inFlight` are of now. */
export interface Counts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly skipped: number;
  readonly dead: number;
}

/** What remembers what became of calls. A call is always in exactly one state at each of its outlets. */
export interface Ledger {
  /** Makes all changes or none, in this order; when the promise resolves they are as safe as appended calls are. */
  record(changes: readonly Change[]): Promise<void>;
  /** Batches of these outlets that were written and not settled, in the order of writing. */
  open(outlets: readonly Outlet[]): Promise<readonly OpenBatch[]>;
  /** The calls with this messageId, of all sources; usually one. */
  find(messageId: string): Promise<readonly Story[]>;
  /** Calls of which at least one delivery is meant, in order of seq behind `after`, with only those deliveries. */
  select(selection: Selection, after: Seq, most: number): Promise<readonly Story[]>;
  /** Deliveries that are meant. */
  count(selection: Selection): Promise<number>;
  counts(): Promise<Counts>;
  /** What failed on ingest, newest first. */
  refused(most: number): Promise<readonly (Refusal & { readonly source: string; readonly at: number })[]>;
}
