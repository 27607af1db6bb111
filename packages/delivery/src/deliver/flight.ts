import { type Batch, batchOfBytes, bytesOf, type Member } from '../batch.ts';
import type { Item, Lane } from './lanes.ts';
import type { ConfiguredOutlet } from './outlet.ts';

/** A batch on its way, from the moment it is written until it is settled. */
export interface Flight {
  readonly batch: Batch;
  readonly outlet: ConfiguredOutlet;
  /** The lanes that wait for it. */
  readonly lanes: readonly Lane[];
  /** The waiting calls that its requests came from; empty after a restart. */
  readonly items: readonly Item[];
  /** ready: may go when its time has come. under way: sent, not answered. closed: nothing more happens with it. */
  state: 'written soon' | 'ready' | 'under way' | 'closed';
  /** Not before this monotonic time. */
  dueAt: number;
  /** The destination asked for that time. */
  isAsked: boolean;
  tries: number;
  /** Milliseconds of being tried, up to `countedFrom`. */
  triedMs: number;
  /** Monotonic time from which on being tried counts; nothing before the first try and behind an open breaker. */
  countedFrom: number | undefined;
}

/** A batch that goes when its turn comes; the ledger tells what was tried before a restart. */
export function newFlight(
  batch: Batch,
  outlet: ConfiguredOutlet,
  lanes: readonly Lane[],
  items: readonly Item[],
  before: { readonly tries: number; readonly triedMs: number } = { tries: 0, triedMs: 0 },
): Flight {
  const { tries, triedMs } = before;
  return {
    batch,
    outlet,
    lanes,
    items,
    state: 'written soon',
    dueAt: 0,
    isAsked: false,
    tries,
    triedMs,
    countedFrom: undefined,
  };
}

/** Adds the time since it was last counted, and counts on from now, or pauses. */
export function countTime(flight: Flight, now: number, goesOn: boolean): void {
  if (flight.countedFrom !== undefined) flight.triedMs += now - flight.countedFrom;
  flight.countedFrom = goesOn && flight.tries > 0 ? now : undefined;
}

/** True when nothing earlier of its lanes is under way or waits to be sent again. */
export function isNext(flight: Flight): boolean {
  return flight.lanes.every((lane) => lane.open[0] === flight);
}

/** The two halves of a batch, in order, under ids of their own. */
export function halvesOf(batch: Batch, newIdFor: (members: readonly Member[]) => string): [Batch, Batch] {
  const middle = batch.members.length >> 1;
  const half = (from: number, to?: number): Batch => {
    const members = batch.members.slice(from, to);
    const { bodies, bytes: _, ...rest } = batch;
    const part = { ...rest, id: newIdFor(members), members, bodies: bodies.slice(from, to) };
    return batchOfBytes(part, bytesOf(part));
  };
  return [half(0, middle), half(middle)];
}
