import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Batch } from '../batch.ts';
import type { Clock } from '../clock.ts';
import type { Answer, Send, Verdict } from '../destination.ts';
import type { Fate } from '../ledger.ts';
import type { Store } from '../store.ts';
import type { Placed } from './lanes.ts';
import type { Ended } from './mapped.ts';
import { type RetryPolicy, usualRetryPolicy } from './retry.ts';

/** What delivery is built from. */
export interface DeliveryOptions {
  readonly store: Store;
  readonly send: Send;
  readonly clock: Clock;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
  /** A random UUID. */
  readonly newId: () => string;
  readonly tuning?: Partial<Tuning>;
  /** Sees what happens to calls; for people who watch. Must not throw. */
  readonly observe?: (event: DeliveryEvent) => void;
  /** Is told what an operator should know. */
  readonly report?: (diagnostic: Diagnostic) => void;
}

/** Numbers that may be changed. Times in milliseconds. */
export interface Tuning {
  /** Requests that are under way to one environment at a time. */
  readonly slots: number;
  /** Batches of one environment that are open at a time, those that wait to be tried again included. */
  readonly open: number;
  /** Calls of one environment that are held in memory. */
  readonly readAhead: number;
  /** How long calls of pages and devices wait for neighbours that were made earlier; 0: not at all. */
  readonly reorderMs: number;
  /** How long an alias waits for earlier calls of the id it joins. */
  readonly aliasMs: number;
  /** An id that is joined more often within an hour is not waited for. */
  readonly aliasMost: number;
  /** How long an environment that refuses everything is left alone between two probes. */
  readonly probeMs: number;
  readonly retry: RetryPolicy;
}

export const usualTuning: Tuning = {
  slots: 16,
  open: 64,
  readAhead: 4000,
  reorderMs: 300,
  aliasMs: 60_000,
  aliasMost: 100,
  probeMs: 60_000,
  retry: usualRetryPolicy,
};

export type DeliveryEvent =
  /** A batch came back. */
  | { readonly kind: 'answered'; readonly batch: Batch; readonly answer: Answer; readonly verdict: Verdict }
  /** A batch is closed: this is the fate of its calls. `ended`: those of them that this run read and nothing follows of. */
  | { readonly kind: 'settled'; readonly batch: Batch; readonly fate: Fate; readonly ended: readonly Placed[] }
  /** A call ended without being sent. */
  | { readonly kind: 'ended'; readonly waiting: Placed; readonly fate: Ended };
