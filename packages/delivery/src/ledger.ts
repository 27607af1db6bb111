import type { Batch, BatchKey } from './batch.ts';
import type { CallData, Outlet, Seq } from './call.ts';
import type { Refusal } from './log.ts';

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

/** A change of the ledger. Its seqs are places in the order of delivery, as `read` gave them. */
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
  /** The batch is closed and has not arrived. Its calls wait again, behind all others, to be mapped anew. */
  | { readonly kind: 'anew'; readonly batch: BatchKey }
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
  readonly messageId?: string;
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

/** At most so many calls: those behind a seq with the oldest first, or those before one with the newest first. */
export type Page =
  | { readonly after: Seq; readonly most: number; readonly before?: never }
  | { readonly before: Seq; readonly most: number; readonly after?: never };

/**
 * Numbers of deliveries by state; `delivered`, `skipped` and `dead` hold those too that are kept no longer. Of
 * what was accepted for one destination, all are in one of these.
 */
export interface Counts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly skipped: number;
  readonly dead: number;
  /** Erased before they were delivered. */
  readonly forgotten: number;
}

/** How many deliveries at an outlet are in one state, for one reason. */
export interface Tally extends Outlet {
  readonly state: Delivery['state'];
  readonly code?: string;
  readonly count: number;
}

/** What an outlet has yet to deliver. */
export interface Backlog extends Outlet {
  readonly waiting: number;
  readonly inFlight: number;
  /** For how long the oldest of them has been here, in milliseconds. */
  readonly oldestMs: number;
}

/** How calls with a fate are delivered anew. */
export interface Revival {
  /** Send dead calls as they were mapped; calls that were never mapped stay as they are. Default: mapped as they are now. */
  readonly asMapped?: boolean;
  /** Delivered calls too: what they do will be done twice. */
  readonly again?: boolean;
}

/** What is kept of a person. */
export interface Trace {
  /** Texts of the id and of all ids that aliases join with it, also through others. */
  readonly ids: readonly string[];
  /** Ids that aliases join with it as with many others ("guest"): what bears only these is kept. */
  readonly shared: readonly string[];
  /** Calls that bear one of the ids. */
  readonly calls: readonly Seq[];
  /** What was accepted later was not looked at. */
  readonly upTo: Seq;
}

/** What remembers what became of calls. A call is always in exactly one state at each of its outlets. */
export interface Ledger {
  /** Makes all changes or none, in this order; when the promise resolves they are as safe as appended calls are. */
  record(changes: readonly Change[]): Promise<void>;
  /** Batches of these outlets that were written and not settled, in the order of writing. */
  open(outlets: readonly Outlet[]): Promise<readonly OpenBatch[]>;
  /** The calls with this messageId, of all sources; usually one. */
  find(messageId: string): Promise<readonly Story[]>;
  /** Calls of which at least one delivery is meant, with only those deliveries. */
  select(selection: Selection, page: Page): Promise<readonly Story[]>;
  /** Deliveries that are meant. */
  count(selection: Selection): Promise<number>;
  /** The same, by outlet, state and code. */
  tally(selection: Selection): Promise<readonly Tally[]>;
  counts(): Promise<Counts>;
  /** Of outlets that have something to deliver. */
  backlog(): Promise<readonly Backlog[]>;
  /** What failed on ingest, newest first. */
  refused(most: number): Promise<readonly (Refusal & { readonly source: string; readonly at: number })[]>;
  /**
   * Makes calls (by the seqs of their stories) with a fate at a destination wait once more, each behind all that wait now;
   * gives how many do. Those that have no fate stay as they are, and delivered ones unless asked for, so that nothing
   * happens when it is repeated. A dead call that may have arrived comes with its whole batch (`Replay`).
   */
  revive(calls: readonly { readonly seq: Seq; readonly destination: string }[], how: Revival): Promise<number>;
  /** Finds the calls of a person, among all that are kept; changes nothing. */
  trace(user: string): Promise<Trace>;
  /**
   * Erases raw and mapped calls of a person, those too that came since the trace, and what failed on ingest under one of the
   * ids; gives how many calls were erased. Nobody may deliver meanwhile (`Deliverer.forget` sees to it).
   */
  forget(trace: Trace): Promise<number>;
}
