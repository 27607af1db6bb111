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

/** Calls by their marks. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Took effect, and was never sent. */
  readonly strange: readonly string[];
  /** Pairs of calls of one user of which the one that was promised to go first did not. */
  readonly outOfOrder: readonly string[];
  /** The same, where the promises of several pairs contradict each other, so that not all of them can be kept. */
  readonly contradictory: readonly string[];
}

/** Nothing is wrong; contradictions are no fault of the server's. */
export const allWell = { lost: [], doubled: [], strange: [], outOfOrder: [] };

/** How many of each there are. */
export function figuresOf(verdict: Verdict): Readonly<Record<keyof Verdict, number>> {
  const counted = Object.entries(verdict).map(([name, marks]: [string, readonly string[]]) => [name, marks.length]);
  return Object.fromEntries(counted) as Readonly<Record<keyof Verdict, number>>;
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
    lost: told.map(({ call }) => markOf(call)).filter((mark) => !places.has(mark)),
    doubled: marks.filter((mark, at) => places.get(mark) !== at),
    strange: Array.from(places.keys()).filter((mark) => !known.has(mark)),
    outOfOrder: pairs.flatMap(({ outOfOrder }) => outOfOrder),
    contradictory: pairs.flatMap(({ contradictory }) => contradictory),
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
  const outOfOrder: string[] = [];
  const contradictory: string[] = [];
  for (const [at, later] of lane.entries()) {
    for (let before = 0; before < at; before++) {
      const earlier = lane[before]!;
      const first = firstOf(earlier, later, window);
      if (first === 'either' || (earlier.place < later.place ? first === earlier : first === later)) continue;
      const second = first === earlier ? later : earlier;
      const kind = isContradictory(lane, second, first, window) ? contradictory : outOfOrder;
      kind.push(`${shown(second)} before ${shown(first)}`);
    }
  }
  return { outOfOrder, contradictory };
}

function shown({ call, seq, acceptedAt }: Placed): string {
  return `${markOf(call)} (made ${call.timestamp}, accepted ${new Date(acceptedAt).toISOString()} as ${seq})`;
}

/** True when a chain of promises, or of what may be promised, puts `first` behind `second`: the two are in a ring. */
function isContradictory(lane: readonly Placed[], second: Placed, first: Placed, window: Window): boolean {
  const reached = new Set([second]);
  for (const from of reached) {
    for (const to of lane) {
      if (reached.has(to) || from === to) continue;
      const [a, b] = from.seq < to.seq ? [from, to] : [to, from];
      const next = firstOf(a, b, window);
      if (next !== from && next !== 'either') continue;
      if (to === first) return true;
      reached.add(to);
    }
  }
  return false;
}
