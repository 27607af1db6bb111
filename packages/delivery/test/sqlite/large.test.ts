import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/index.ts';

it('calls that are large enough to be packed come back as they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-large-'));
  const store = await openStore({ folder });
  const outlet = { source: 'website', destination: 'connect' };
  for (const size of [4000, 5000, 70_000, 400_000]) {
    const call = { type: 'track', userId: 'u1', messageId: `m${size}`, padding: 'ä'.repeat(size) };
    await store.append({ source: 'website', destinations: ['connect'], calls: [{ messageId: call.messageId, call }] });
    const found = await store.read([outlet], 0, 10);
    expect(found.at(-1)!.call).toEqual(call);
  }
  await store.close();
  rmSync(folder, { recursive: true });
});
