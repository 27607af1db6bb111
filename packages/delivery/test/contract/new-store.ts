import type { Limits, Store } from '../../src/index.ts';

/** A store that is new and empty, at a time that the test lets pass. */
export interface NewStore {
  readonly store: Store;
  readonly pass: (ms: number) => Promise<void>;
  /** Sets the machine's clock forward or back. */
  readonly jump: (ms: number) => void;
}

/** Opens a new, empty store, with the limits as told; it reads calls as sent by `readLines`. */
export type OpenNew = (limits?: Partial<Limits>) => Promise<NewStore>;
