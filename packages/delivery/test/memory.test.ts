import { describe, expect, test } from 'vitest';
import { memoryStore } from '../src/index.ts';
import { request, web } from './contract/acceptances.ts';
import { ledgerContract } from './contract/ledger.ts';
import { logContract, type StoreLimits } from './contract/log.ts';
import { VirtualClock } from './virtual-clock.ts';

async function open(limits: StoreLimits) {
  const clock = new VirtualClock();
  const store = memoryStore({ clock, ...limits });
  return { store, pass: (ms: number) => clock.pass(ms), jump: (ms: number) => clock.jump(ms) };
}

describe('the log in memory', () => logContract(open));
describe('the ledger in memory', () => ledgerContract(open));

describe('what memory alone does', () => {
  test('calls with a fate are kept, the oldest go first, and what waits stays', async () => {
    const store = memoryStore({ clock: new VirtualClock(), keep: 10 });
    await store.append(request(['waits']));
    const skip = { code: 'source_disabled', reason: 'r' };
    for (let index = 0; index < 100; index++) await store.append(request([`m${index}`], { skip }));
    const kept = (await store.select({ state: 'skipped' }, 0, 1000)).map((story) => story.messageId);
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(kept.at(-1)).toBe('m99');
    expect(await store.read([web], 0, 10)).toHaveLength(1);
  });

  test('messageIds are known up to a number, the oldest go first', async () => {
    const store = memoryStore({ clock: new VirtualClock(), knownMost: 10 });
    for (let index = 0; index < 30; index++) await store.append(request([`m${index}`]));
    expect(await store.append(request(['m29']))).toMatchObject({ duplicates: 1 });
    expect(await store.append(request(['m0']))).toMatchObject({ accepted: 1 });
  });
});
