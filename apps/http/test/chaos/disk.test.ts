import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configText, startServer } from '../whole/server.ts';
import { bodiesOf, startSink } from '../whole/sink.ts';

/** Whether this machine lets us mount a small file system: only root may, and not in every container. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-mount-'));
  try {
    mount(folder);
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('a disk that is full or read-only is NOT tested: mounting a tmpfs takes root');
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mount(folder: string, options = 'size=2m'): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
}

const mounts = process.platform === 'linux' && canMount();
let folder: string;
const stops: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-disk-'));
  if (mounts) mount(folder);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  if (mounts) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true });
});

async function setUp() {
  const sink = await startSink();
  stops.push(sink.close);
  const text = `data: ${join(folder, 'calls')}\n${configText(sink.address, ['k1'])}`;
  const server = await startServer(text);
  stops.push(server.stop);
  let sent = 0;
  const acknowledged: string[] = [];
  return {
    sink,
    server,
    acknowledged,
    /** Sends one call of some 8 KB; gives the status. */
    async send(): Promise<number> {
      const userId = `u${sent++}`;
      const body = JSON.stringify({ userId, event: 'Paid', properties: { padding: 'x'.repeat(8000) } });
      const headers = { authorization: `Basic ${btoa('k1:')}` };
      const { status } = await fetch(`${server.address}/v1/track`, { method: 'POST', body, headers });
      if (status === 200) acknowledged.push(userId);
      return status;
    },
  };
}

/** Waits until a call is taken again. */
const recovers = (send: () => Promise<number>) => expect.poll(send, { timeout: 15_000, interval: 200 }).toBe(200);

describe.skipIf(!mounts)('a disk', () => {
  it('that is full costs no acknowledged call, and calls are taken again when there is room', async () => {
    const { sink, server, acknowledged, send } = await setUp();
    expect(await send()).toBe(200);
    const filler = join(folder, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(4_000_000))).toThrow('ENOSPC');
    let status = 200;
    for (let tries = 0; status === 200 && tries < 300; tries++) status = await send();
    expect(status).toBe(503);
    rmSync(filler);
    await recovers(send);
    await server.settled();
    expect(
      bodiesOf(sink.requests)
        .map((body) => (body as { user_id: string }).user_id)
        .sort(),
    ).toEqual(acknowledged.toSorted());
  });

  it('that is read-only keeps the server from starting, with what is wrong, until it can be written to', async () => {
    const remount = (mode: string) => mount(folder, `remount,${mode},size=2m`);
    remount('ro');
    await expect(setUp()).rejects.toMatchObject({ diagnostic: { code: 'D506' } });
    remount('rw');
    const { send } = await setUp();
    expect(await send()).toBe(200);
  });
});
