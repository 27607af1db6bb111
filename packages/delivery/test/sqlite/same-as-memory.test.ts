import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Batch, type Fate, memoryStore, type OpenBatch, type Store, type Waiting } from '../../src/index.ts';
import { asSent, readLines, rejected, request, shop, skipped, track, web } from '../contract/acceptances.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { newFolder, openHere } from './in-process.ts';

const limits = { keepMs: 5000, keepFailedMs: 20_000, most: 60 };
const archive = { source: 'shop', destination: 'archive' };
const outlets = [web, shop, archive];

const fates: Fate[] = [
  { status: 'delivered', deliveryId: 'b', version: '1.0.0' },
  rejected,
  { ...rejected, code: 'RETRIES_EXHAUSTED', mayHaveArrived: true },
];

const some = fc.nat(5);
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const doing = <T extends string>(what: T) => ({ do: fc.constant(what) });
const ids = fc.array(fc.nat(60), { minLength: 1, maxLength: 6, size: 'max' });
const steps = fc.oneof(
  often(3, fc.record({ ...doing('append'), ids, user: some, way: some })),
  often(4, fc.record({ ...doing('send'), outlet: fc.nat(2), from: some, count: some, parts: fc.boolean() })),
  often(1, fc.record({ ...doing('attempt'), which: some })),
  often(4, fc.record({ ...doing('settle'), which: some, fate: fc.nat(2) })),
  often(1, fc.record({ ...doing('split'), which: some })),
  often(1, fc.record({ ...doing('fate'), outlet: fc.nat(2), which: some, fate: fc.boolean() })),
  often(4, fc.record({ ...doing('revive'), which: fc.nat(60), asMapped: fc.boolean(), again: fc.boolean() })),
  often(1, fc.record({ ...doing('commit'), outlet: fc.nat(2) })),
  often(1, fc.record({ ...doing('pass'), ms: fc.nat(4000) })),
  often(1, fc.record({ ...doing('forget'), user: some })),
  often(1, fc.record(doing('restart'))),
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** Does one step on a store; what it needs to know it asks the store for. */
async function make(store: Store, step: Step, batches: { count: number }): Promise<unknown> {
  const open = (await store.open(outlets)) as OpenBatch[];
  const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  switch (step.do) {
    case 'append':
      return append(store, step);
    case 'send': {
      const outlet = outlets[step.outlet]!;
      const waiting = (await store.read([outlet], 0, 20)).slice(step.from, step.from + step.count + 1);
      const resent = waiting.find(({ replay }) => replay?.kind === 'resent')?.replay;
      if (resent?.kind === 'resent') return store.record([{ kind: 'send', batch: resent.batch }]);
      if (waiting.length === 0) return undefined;
      return store.record([{ kind: 'send', batch: batchOf(`b${++batches.count}`, waiting, step.parts) }]);
    }
    case 'attempt': {
      const batch = at(open, step.which)?.batch;
      const attempt = { deliveryId: 'b', verdict: 'retry', status: 500 };
      return batch && store.record([{ kind: 'attempt', batch, attempt, triedMs: 10 }]);
    }
    case 'settle': {
      const batch = at(open, step.which)?.batch;
      if (!batch) return undefined;
      if (batch.elseAnew && step.fate === 1) return store.record([{ kind: 'anew', batch }]);
      return store.record([{ kind: 'settle', batch, fate: fates[step.fate]! }]);
    }
    case 'split': {
      const batch = at(open, step.which)?.batch;
      if (!batch || batch.members.length < 2 || batch.elseAnew) return undefined;
      const half = (from: number, to?: number): Batch => {
        const [members, bodies] = [batch.members.slice(from, to), batch.bodies.slice(from, to)];
        return {
          ...batch,
          id: `b${++batches.count}`,
          members,
          bodies,
          bytes: new TextEncoder().encode(JSON.stringify(bodies)),
        };
      };
      return store.record([{ kind: 'split', batch, into: [half(0, 1), half(1)] }]);
    }
    case 'fate': {
      const outlet = outlets[step.outlet]!;
      const one = at(await store.read([outlet], 0, 20), step.which);
      if (!one || one.replay?.kind === 'resent') return undefined;
      return store.record([{ kind: 'fate', seq: one.seq, outlet, fate: step.fate ? skipped : rejected }]);
    }
    case 'revive': {
      const story = at(await store.select({}, { after: 0, most: 100 }), step.which);
      const calls = story?.deliveries.map(({ destination }) => ({ seq: story.seq, destination })) ?? [];
      return store.revive(calls, { asMapped: step.asMapped, again: step.again });
    }
    case 'commit': {
      const outlet = outlets[step.outlet]!;
      const [first] = await store.read([outlet], 0, 1);
      const flying = open.flatMap(({ batch }) => batch.members.map(({ seq }) => seq));
      const lowest = Math.min(first?.seq ?? 1, ...flying);
      return store.commit(outlet, lowest - 1);
    }
    case 'pass':
      return store.prune();
    case 'forget':
      return store.forget(await store.trace(`user ${step.user}`));
    default:
      return undefined;
  }
}

function append(store: Store, { ids, user, way }: Extract<Step, { do: 'append' }>): Promise<unknown> {
  const source = way % 2 === 0 ? 'web' : 'shop';
  const destinations = source === 'web' ? ['connect'] : ['connect', 'archive'];
  const names = ids.map((id) => `m${id}`);
  const calls = names.map((messageId) => ({ messageId, call: track(messageId, `user ${user}`) }));
  const skip = way === 5 ? { skip: { code: 'source_disabled', reason: 'r' } } : {};
  const sent = asSent([undefined, ...names, undefined], `user ${user}`);
  return store.append({ ...request([]), source, destinations, calls: way > 2 ? sent : calls, ...skip });
}

function batchOf(id: string, waiting: readonly Waiting[], inParts: boolean): Batch {
  const { source, destination } = waiting[0]!;
  const members = waiting.map(({ seq, messageId, part }) => {
    return { seq, messageId, part, last: !inParts || part > 0, lanes: [messageId] };
  });
  const bodies = waiting.map(({ messageId, part }) => ({ messageId, part }));
  return { id, source, destination, operation: 'track', version: '1.0.0', members, bodies };
}

/** What a store shows, without the seqs, which may have gaps. */
async function shown(store: Store): Promise<unknown> {
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted();
  const nameless = ({ seq: _, request: __, replay, call, messageId, ...rest }: Waiting) => ({
    ...rest,
    call,
    messageId,
    replay: replay?.kind === 'resent' ? withoutSeqs(replay.batch) : replay,
  });
  const waiting = await Promise.all(
    [...outlets.map((one) => [one]), [web, shop]].map((some) => store.read(some, 0, 100)),
  );
  return {
    waiting: waiting.map((list) => list.map(nameless)),
    open: (await store.open(outlets)).map((one) => ({ ...one, batch: withoutSeqs(one.batch) })),
    stories: (await store.select({}, { after: 0, most: 100 })).map(({ seq: _, ...story }) => story),
    newest: (await store.select({}, { before: 1e9, most: 2 })).map(({ messageId }) => messageId),
    tally: sorted(await store.tally({})),
    backlog: sorted(await store.backlog()),
    counts: await store.counts(),
  };
}

function withoutSeqs({ members, bytes: _, ...batch }: Batch): object {
  return { ...batch, members: members.map(({ seq: _, ...member }) => member) };
}

test('whatever happens, SQLite shows what memory shows, also after restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 20, maxLength: 60, size: 'max' }), async (made) => {
      const clock = new VirtualClock();
      const memory = memoryStore({ clock, readCalls: readLines, ...limits });
      const folder = newFolder();
      let sqlite = openHere(folder, clock, limits);
      const counts = [{ count: 0 }, { count: 0 }] as const;
      try {
        for (const step of made) {
          if (step.do === 'pass') await clock.pass(step.ms);
          if (step.do === 'restart') {
            sqlite.end();
            sqlite = openHere(folder, clock, limits);
          }
          const expected = await make(memory, step, counts[0]);
          expect(await make(sqlite.store, step, counts[1])).toEqual(expected);
          expect(await shown(sqlite.store)).toEqual(await shown(memory));
        }
      } finally {
        sqlite.end();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: process.env.CROSSWALK_LONG ? 500 : 6 },
  );
});
