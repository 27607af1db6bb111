import type { Ledger } from './ledger.ts';
import type { Log } from './log.ts';

/** A store that is both: what is appended and what is recorded are in one place and never disagree. */
export interface Store extends Log, Ledger {
  close(): Promise<void>;
}
