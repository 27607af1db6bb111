export type * from './destination.ts';
export type * from './ledger.ts';
export type * from './log.ts';
export type { Store } from './store.ts';
