import type { Outlet, Seq } from '../call.ts';
import type { Backlog, Counts, Page, Revival, Selection, Story, Tally, Trace } from '../ledger.ts';
import type { Receipt, Refusal } from '../log.ts';
import type { WireAcceptance, WireChange, WireOpen, WireWaiting } from './wire.ts';

/** What other threads may ask of a store, and what they get. */
export interface Service {
  append(acceptance: WireAcceptance): Receipt;
  read(outlets: readonly Outlet[], after: Seq, most: number): WireWaiting[];
  commit(outlet: Outlet, upTo: Seq): void;
  record(changes: readonly WireChange[]): void;
  open(outlets: readonly Outlet[]): WireOpen[];
  find(messageId: string): Story[];
  select(selection: Selection, page: Page): Story[];
  tally(selection: Selection): Tally[];
  counts(): Counts;
  backlog(): Backlog[];
  refused(most: number): (Refusal & { source: string; at: number })[];
  revive(calls: readonly { readonly seq: Seq; readonly destination: string }[], how: Revival): number;
  trace(user: string): Trace;
  forget(trace: Trace): number;
  prune(): number;
  check(bytes: number): void;
}

export type Method = keyof Service;

/** Asked for once by a thread that wants news; not answered. */
export interface Watch {
  readonly watches: true;
}

/** A question; its answer bears the same id. */
export interface Asked<M extends Method = Method> {
  readonly id: number;
  readonly method: M;
  readonly args: Parameters<Service[M]>;
}

export type Answered =
  | { readonly id: number; readonly value: unknown; readonly error?: never }
  | { readonly id: number; readonly error: string; readonly value?: never };

/** What a store tells a thread: answers, and the sources at which calls wait since just now. */
export interface Told {
  readonly answers: readonly Answered[];
  readonly news: readonly string[];
}

/** What is given away and not copied when a value goes to another thread. */
export function transferIn(method: Method, args: readonly unknown[]): ArrayBuffer[] {
  return method === 'append' ? [(args[0] as WireAcceptance).bytes.buffer] : [];
}

export function transferOut(method: Method, value: unknown): ArrayBuffer[] {
  if (method !== 'read') return [];
  // Two outlets of one request may share its bytes.
  const buffers = (value as WireWaiting[]).flatMap((one) => ('bytes' in one ? [one.bytes.buffer] : []));
  return [...new Set(buffers)];
}
