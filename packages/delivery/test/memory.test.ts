import { describe, expect, test } from 'vitest';
import { memoryStore } from '../src/index.ts';
import { readLines, request, web } from './contract/acceptances.ts';
import { keepingContract } from './contract/keeping.ts';
import { ledgerContract } from './contract/ledger.ts';
import { logContract } from './contract/log.ts';
import { lookingContract } from './contract/looking.ts';
import type { OpenNew } from './contract/new-store.ts';
import { revivalContract } from './contract/revival.ts';
import { VirtualClock } from './virtual-clock.ts';

const open: OpenNew = async (limits = {}) => {
  const clock = new VirtualClock();
  const store = memoryStore({ clock, readCalls: readLines, ...limits });
  return { store, pass: (ms) => clock.pass(ms), jump: (ms) => clock.jump(ms) };
};

describe('the log in memory', () => logContract(open));
describe('the ledger in memory', () => ledgerContract(open));
describe('looking at calls in memory', () => lookingContract(open));
describe('delivering anew from memory', () => revivalContract(open));
describe('keeping calls in memory', () => keepingContract(open));

describe('what memory alone does', () => {
  test('calls with a fate are kept, the oldest go first, and what waits stays', async () => {
    const store = memoryStore({ clock: new VirtualClock(), keep: 10 });
    await store.append(request(['waits']));
    const skip = { code: 'source_disabled', reason: 'r' };
    for (let index = 0; index < 100; index++) await store.append(request([`m${index}`], { skip }));
    const kept = (await store.select({ state: 'skipped' }, { after: 0, most: 1000 })).map((story) => story.messageId);
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(kept.at(-1)).toBe('m99');
    expect(await store.read([web], 0, 10)).toHaveLength(1);
  });

  test('messageIds are known up to a number, the oldest go first', async () => {
    const store = memoryStore({ clock: new VirtualClock(), knownMost: 10, keepMs: 0, keepFailedMs: 0 });
    for (let index = 0; index < 30; index++) await store.append(request([`m${index}`], { destinations: [] }));
    await store.prune();
    expect(await store.append(request(['m29']))).toMatchObject({ duplicates: 1 });
    expect(await store.append(request(['m0']))).toMatchObject({ accepted: 1 });
  });
});
