import { describe, expect, it } from 'vitest';
import type { Call, Told } from './load/load.ts';
import { alias } from './load/make.ts';
import type { Window } from './promise.ts';
import { type Effect, figuresOf, verdictOn } from './verdict.ts';

const window: Window = { sure: 300, whole: 300 };

/** A call that the page or server made at one second of its own time; each was accepted 100 ms after the one before. */
const made = (messageId: string, second: number, more: Partial<Call> = {}): Call => {
  return { type: 'track', messageId, userId: 'peter', timestamp: `2026-11-23T09:00:0${second}.000Z`, ...more };
};
const inPage = (messageId: string, second: number) => made(messageId, second, { anonymousId: 'page' });

/** The verdict on calls, each in a request of its own, that took effect in this order. */
function on(calls: readonly Call[], arrived: string, requestOf = (at: number) => at, by: Window = window) {
  const told = calls.map((call, at): Told => ({ source: 'shop', call, request: requestOf(at) }));
  const acceptances = new Map(
    calls.map(({ messageId }, seq) => [messageId, { messageId, seq, acceptedAt: seq * 100 }]),
  );
  const effects = arrived.split(' ').map((mark): Effect => {
    const [, previous, user] = /^(.+)>(.+)$/.exec(mark) ?? [];
    if (previous !== undefined) return { user_id: user!, body: { previous_id: previous } };
    return { user_id: 'peter', body: { properties: { mark } } };
  });
  return figuresOf(verdictOn(told, acceptances, effects, by));
}

describe('the judge of what arrived', () => {
  const three = [made('a', 1), made('b', 2), made('c', 3)];

  it('sees what is lost, doubled, strange, and out of order', () => {
    const well = { lost: 0, doubled: 0, strange: 0, outOfOrder: 0, contradictory: 0 };
    expect(on(three, 'a b c')).toEqual(well);
    expect(on(three, 'a c')).toEqual({ ...well, lost: 1 });
    expect(on(three, 'a b b c')).toEqual({ ...well, doubled: 1 });
    expect(on(three, 'a b c x')).toEqual({ ...well, strange: 1 });
    expect(on(three, 'a c b')).toEqual({ ...well, outOfOrder: 1 });
    expect(on(three, 'c a b')).toEqual({ ...well, outOfOrder: 2 });
  });

  it('wants calls of one page by the page’s time within the window, and by acceptance beyond it', () => {
    const pair = [inPage('late', 2), inPage('early', 1)];
    expect(on(pair, 'early late').outOfOrder).toBe(0);
    expect(on(pair, 'late early').outOfOrder).toBe(1);
    const between = ['x', 'y', 'z'].map((id) => made(id, 1, { userId: 'milton' }));
    const apart = [inPage('late', 2), ...between, inPage('early', 1)];
    expect(on(apart, 'x y z late early').outOfOrder).toBe(0);
    expect(on(apart, 'x y z early late').outOfOrder).toBe(1);
  });

  it('wants calls of one request in their order, whatever their times say', () => {
    const pair = [inPage('second', 2), inPage('first', 1)];
    expect(on(pair, 'second first', () => 0).outOfOrder).toBe(0);
    expect(on(pair, 'first second', () => 0).outOfOrder).toBe(1);
  });

  it('wants an alias behind what came before of both its ids, and before what came later', () => {
    const calls = [
      made('of peter', 1, { messageId: 'p1' }),
      made('m1', 1, { userId: 'milton' }),
      alias('joins', 'milton', { userId: 'peter' }),
      made('m2', 1, { userId: 'milton' }),
    ];
    expect(on(calls, 'm1 p1 milton>peter m2').outOfOrder).toBe(0);
    expect(on(calls, 'p1 milton>peter m1 m2').outOfOrder).toBe(1);
    expect(on(calls, 'm1 p1 m2 milton>peter').outOfOrder).toBe(1);
  });

  it('lets a ring of promises be broken anywhere', () => {
    // By the page's time c before b before a; but a was accepted too long before c.
    const ring = [inPage('a', 3), made('x', 1), inPage('b', 2), made('y', 1), inPage('c', 1)];
    expect(on(ring, 'b a x y c')).toMatchObject({ outOfOrder: 0 });
    expect(on(ring, 'b a x y c').contradictory).toBeGreaterThan(0);
    // The same when it is not sure of one of them that it was made.
    const unsure = { sure: 150, whole: 300 };
    expect(on(ring, 'b a x y c', undefined, unsure).outOfOrder).toBe(0);
    const near = [inPage('late', 3), inPage('early', 1)];
    expect(on(near, 'late early', undefined, unsure).outOfOrder).toBe(1);
  });
});
