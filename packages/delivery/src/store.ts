import type { Ledger } from './ledger.ts';
import type { Log } from './log.ts';

/** A store that is both: what is appended and what is recorded are in one place and never disagree. */
export interface Store extends Log, Ledger {
  /** Erases what is kept for longer than the limits say; gives how many calls. Durable stores do so by themselves too. */
  prune(): Promise<number>;
  /** Writes so many bytes as durably as calls, and gives them up again; rejects with what keeps them from being written. */
  check(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** What a store keeps, and for how long. Ages count from acceptance, in milliseconds of the store's time. */
export interface Limits {
  /** Undelivered calls from which on nothing more is taken. */
  readonly most: number;
  /** Delivered calls are kept so long, to be seen and delivered anew. */
  readonly keepMs: number;
  /** Skipped and dead calls, and what failed on ingest, are kept so long. */
  readonly keepFailedMs: number;
  /** A messageId is known at least so long, and never shorter than its call is kept. */
  readonly knownMs: number;
}

const day = 24 * 3_600_000;

export const usualLimits: Limits = { most: 10_000_000, keepMs: 7 * day, keepFailedMs: 90 * day, knownMs: 7 * day };
