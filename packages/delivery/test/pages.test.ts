import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStore, type Store } from '../src/index.ts';
import { arrived, delivery, page, track } from './delivery.ts';
import { VirtualClock } from './virtual-clock.ts';

const minute = 60_000;

describe('calls of one page that arrive in the wrong order', () => {
  const tuning = { reorderMs: 300 };

  test('go in the order in which they were made', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m3', 30)]);
    await clock.pass(100);
    await accept([page('m1', 10)]);
    await clock.pass(100);
    await accept([page('m2', 20)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m1', 'm2', 'm3']);
  });

  test('wait no longer than the window', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m2', 20)]);
    await clock.pass(299);
    expect(sent).toEqual([]);
    await clock.pass(2);
    expect(arrived(sent)).toEqual(['m2']);
    await accept([page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m2', 'm1']);
  });

  test('go in the order in which they were made, also when delivery hears late of the one made first', async () => {
    const clock = new VirtualClock();
    const store = memoryStore({ clock });
    const late = Object.assign(Object.create(store) as Store, {
      watch: (heard: (sources: readonly string[]) => void) =>
        store.watch((sources) => void clock.after(clock.monotonic() > 0 ? 1000 : 0, () => heard(sources))),
    });
    const { accept, sent } = await delivery({ clock, store: late, tuning });
    await accept([page('m2', 20)]);
    await clock.pass(50);
    await accept([page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m1', 'm2']);
  });

  test('go in the order of acceptance when the window is turned off', async () => {
    const { clock, accept, sent } = await delivery({ tuning: { reorderMs: 0 } });
    await accept([page('m2', 20)]);
    await accept([page('m1', 10)]);
    await clock.pass(1);
    expect(arrived(sent)).toEqual(['m2', 'm1']);
  });

  test('a call resent days later does not overtake what was accepted long ago and still waits', async () => {
    let isDown = true;
    const { clock, accept, sent } = await delivery({ tuning, script: () => (isDown ? { status: 500 } : undefined) });
    await accept([page('m1', 1000)]);
    await clock.pass(minute);
    await accept([page('m2', 2000)]);
    await clock.pass(minute);
    await accept([page('old', 0)]);
    isDown = false;
    await clock.pass(2 * minute);
    expect(arrived(sent).slice(-2)).toEqual(['m2', 'old']);
  });

  test('the calls of one request keep their order, whatever their times say', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m3', 30)]);
    await accept([page('m2', 20), page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m2', 'm1', 'm3']);
  });

  test('calls of another page, and of a server, are ordered by arrival', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([page('m2', 20)]);
    await accept([page('other', 0, { anonymousId: 'b' })]);
    await accept([track('server')]);
    await accept([page('m1', 10)]);
    await clock.pass(minute);
    expect(arrived(sent)).toEqual(['m1', 'm2', 'other', 'server']);
  });

  test('a call without an anonymousId does not wait', async () => {
    const { clock, accept, sent } = await delivery({ tuning });
    await accept([track('m1')]);
    await clock.pass(1);
    expect(arrived(sent)).toEqual(['m1']);
  });

  test('a backlog that is read after a start is ordered as if it had been read at once', async () => {
    const clock = new VirtualClock();
    const first = await delivery({ clock, outlets: [] });
    const made = Array.from({ length: 1200 }, (_, index) => index);
    // Pairs arrive the wrong way round, also the pair that is read in two portions.
    for (const at of made) await first.accept([page(`m${at ^ 1}`, at ^ 1)]);
    await clock.pass(minute);
    const second = await delivery({ clock, store: first.store, tuning });
    await clock.pass(second.sent.length + minute);
    expect(arrived(second.sent)).toEqual(made.map((at) => `m${at}`));
  });

  test('a backlog is read no further than there is room while the destination is away', async () => {
    const clock = new VirtualClock();
    const { accept, store } = await delivery({ clock, outlets: [] });
    for (let at = 0; at < 10; at++) {
      await accept(Array.from({ length: 1000 }, (_, index) => page(`m${at}-${index}`, at, { userId: `u${index}` })));
      await clock.pass(1000);
    }
    let read = 0;
    const counted = Object.assign(Object.create(store) as Store, {
      read: async (...asked: Parameters<Store['read']>) => {
        const found = await store.read(...asked);
        read += found.length;
        return found;
      },
    });
    const { sent } = await delivery({
      clock,
      store: counted,
      tuning: { ...tuning, readAhead: 2000 },
      script: () => ({ status: 500 }),
    });
    await clock.pass(2 * minute);
    expect(sent.length).toBeGreaterThan(0);
    // What there is room for, the portions of which all wait for neighbours, and one that is read while another is taken.
    expect(read).toBeLessThanOrEqual(5000);
  });
});

describe('pages whose calls arrive in any order', () => {
  const made = fc.array(fc.record({ page: fc.nat(3), delay: fc.nat(250), size: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 40,
  });

  test('of two calls of one page the one made first goes first, if both were accepted within the window', async () => {
    await fc.assert(
      fc.asyncProperty(made, async (requests) => {
        const { clock, accept, sent } = await delivery({ tuning: { reorderMs: 300 } });
        // A request is made every 20 ms and arrives after its delay; its calls are made at one moment.
        const coming = requests.map(({ page: which, delay, size }, index) => ({
          at: index * 20 + delay,
          calls: Array.from({ length: size }, (_, number) =>
            page(`m${index}.${number}`, index * 20, { anonymousId: `page ${which}`, userId: 'peter' }),
          ),
        }));
        for (const { at, calls } of coming.toSorted((a, b) => a.at - b.at)) {
          await clock.pass(at - clock.monotonic());
          await accept(calls);
        }
        await clock.pass(minute);
        const order = arrived(sent);
        for (const which of [0, 1, 2, 3]) {
          const own = coming.flatMap(({ calls }) => calls).filter((one) => one.anonymousId === `page ${which}`);
          const expected = own.map((one) => String(one.messageId));
          expect(order.filter((messageId) => expected.includes(messageId))).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
