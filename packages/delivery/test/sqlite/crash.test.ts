import { describe, expect, test } from 'vitest';
import { type Store, type Story, systemClock } from '../../src/index.ts';
import { newFolder, openHere } from './in-process.ts';
import { startProgram } from './programs/start.ts';

const kills = process.env.CROSSWALK_LONG ? 200 : 12;

async function everything(store: Store): Promise<Story[]> {
  const all: Story[] = [];
  for (let after = 0; ; after = all.at(-1)!.seq) {
    const page = await store.select({}, { after, most: 2000 });
    all.push(...page);
    if (page.length < 2000) return all;
  }
}

describe('a process that is killed at any moment', () => {
  test(`${kills} times: what it acknowledged is there, once, in order, in the state that it was told of`, async () => {
    const folder = newFolder();
    const told = { accepted: new Set<string>(), sending: new Set<string>(), delivered: new Set<string>() };
    for (let run = 0; run < kills; run++) {
      const { speaks, printed, kill } = startProgram('busy', [folder, String(run).padStart(3, '0')]);
      await speaks();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
      await kill();
      expect(printed.err).toBe('');
      // The last line may be cut off.
      for (const line of printed.out.split('\n').slice(0, -1)) {
        const [what, ids] = line.split(' ') as [keyof typeof told, string];
        for (const id of ids.split(',')) told[what].add(id);
      }
    }
    const { store, db, end } = openHere(folder, systemClock);
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    const all = await everything(store);
    const states = new Map(all.map(({ messageId, deliveries }) => [messageId, deliveries.map(({ state }) => state)]));
    expect(states.size).toBe(all.length);
    expect([...told.accepted].filter((id) => !states.has(id))).toEqual([]);
    expect([...told.delivered].filter((id) => states.get(id)!.join() !== 'delivered')).toEqual([]);
    expect([...told.sending].filter((id) => !['in flight', 'delivered'].includes(states.get(id)!.join()))).toEqual([]);
    expect(all.map(({ acceptedAt }) => acceptedAt)).toEqual(
      all.map(({ acceptedAt }) => acceptedAt).toSorted((a, b) => a - b),
    );
    for (const writer of new Set(all.map(({ messageId }) => messageId.slice(0, 5)))) {
      const own = all.map(({ messageId }) => messageId).filter((id) => id.startsWith(writer));
      expect(own).toEqual(own.toSorted());
    }
    const tallies = Object.fromEntries((await store.tally({})).map(({ state, count }) => [state, count]));
    expect(await store.counts()).toMatchObject({
      accepted: all.length,
      delivered: tallies.delivered,
      waiting: tallies.waiting ?? 0,
      inFlight: tallies['in flight'] ?? 0,
    });
    end();
  }, 400_000);
});
