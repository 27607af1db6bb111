import type { Told } from './load/load.ts';
import { markOf } from './load/make.ts';
import { firstOf, type Placed, type Window } from './promise.ts';

/** A user or an event that took effect. */
export interface Effect {
  readonly user_id: string;
  readonly body: {
    readonly previous_id?: string;
    readonly properties?: { readonly mark?: string };
    readonly attributes?: { readonly mark?: string };
  };
}

/** What the server tells of a call. */
export interface Acceptance {
  readonly messageId: string;
  readonly seq: number;
  readonly acceptedAt: number;
}

export interface Verdict {
  readonly calls: number;
  readonly lost: number;
  readonly doubled: number;
  /** Took effect, and was never sent. */
  readonly strange: number;
  /** Pairs of calls of one user of which the one that was promised to go first did not. */
  readonly outOfOrder: number;
  /** The same, where the promises of several pairs contradict each other, so that not all of them can be kept. */
  readonly contradictory: number;
}

/**
 * Holds what took effect in one environment, in order of effect, against what was answered with 200. Ids in `shared` stand
 * for many people: an alias does not wait for what is theirs.
 */
export function verdictOn(
  told: readonly Told[],
  acceptances: ReadonlyMap<string, Acceptance>,
  effects: readonly Effect[],
  window: Window,
  shared: readonly string[] = [],
): Verdict {
  const marks = effects.map(markIn);
  const places = new Map(marks.map((mark, at) => [mark, at]));
  const known = new Set(told.map(({ call }) => markOf(call)));
  const arrived = told.filter(({ call }) => places.has(markOf(call)));
  const placed = arrived.map((one): Placed & { readonly place: number } => {
    const { seq, acceptedAt } = acceptances.get(one.call.messageId)!;
    return { ...one, seq, acceptedAt, place: places.get(markOf(one.call))! };
  });
  const pairs = Array.from(lanesOf(placed, shared).values()).map((lane) => disorderOf(lane, window));
  return {
    calls: told.length,
    lost: told.length - arrived.length,
    doubled: marks.length - places.size,
    strange: Array.from(places.keys()).filter((mark) => !known.has(mark)).length,
    outOfOrder: pairs.reduce((sum, { outOfOrder }) => sum + outOfOrder, 0),
    contradictory: pairs.reduce((sum, { contradictory }) => sum + contradictory, 0),
  };
}

function markIn({ user_id: userId, body }: Effect): string {
  if (body.previous_id !== undefined) return `${body.previous_id} becomes ${userId}`;
  return String(body.properties?.mark ?? body.attributes?.mark);
}

/** Calls by id, in the order of acceptance; an alias is in two of them. */
function lanesOf<One extends Placed>(placed: readonly One[], shared: readonly string[]): Map<string, One[]> {
  const lanes = new Map<string, One[]>();
  for (const one of placed.toSorted((a, b) => a.seq - b.seq)) {
    const { userId, anonymousId, previousId } = one.call;
    const joined = previousId === undefined || shared.includes(previousId) ? [] : [previousId];
    for (const id of [userId ?? anonymousId!, ...joined]) lanes.set(id, [...(lanes.get(id) ?? []), one]);
  }
  return lanes;
}

function disorderOf(lane: readonly (Placed & { readonly place: number })[], window: Window) {
  let outOfOrder = 0;
  let contradictory = 0;
  for (const [at, later] of lane.entries()) {
    for (let before = 0; before < at; before++) {
      const earlier = lane[before]!;
      const first = firstOf(earlier, later, window);
      if (first === 'either' || (earlier.place < later.place ? first === earlier : first === later)) continue;
      if (isContradictory(lane, first === earlier ? later : earlier, first, window)) contradictory++;
      else outOfOrder++;
    }
  }
  return { outOfOrder, contradictory };
}

/** True when a chain of promises puts `first` behind `second`, so that the two are in a ring. */
function isContradictory(lane: readonly Placed[], second: Placed, first: Placed, window: Window): boolean {
  const reached = new Set([second]);
  for (const from of reached) {
    for (const to of lane) {
      if (reached.has(to) || from === to) continue;
      const [a, b] = from.seq < to.seq ? [from, to] : [to, from];
      if (firstOf(a, b, window) !== from) continue;
      if (to === first) return true;
      reached.add(to);
    }
  }
  return false;
}
