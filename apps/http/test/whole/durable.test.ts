import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from '@crosswalk/delivery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Started, startProgram } from './program.ts';
import { configText } from './server.ts';
import { bodiesOf, startSink } from './sink.ts';

let folder: string;
const started: Started[] = [];
const closers: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-durable-'));
});
afterEach(async () => {
  for (const { child } of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const close of closers.splice(0)) await close();
  rmSync(folder, { recursive: true });
});

function start(endpoint: string): Started {
  writeFileSync(join(folder, 'crosswalk.yaml'), `data: ./calls\n${configText(endpoint, ['k1'])}`);
  const one = startProgram(['crosswalk.yaml'], folder);
  started.push(one);
  return one;
}

const send = (address: string, userId: string) =>
  fetch(`${address}/v1/track`, {
    method: 'POST',
    body: JSON.stringify({ userId, event: 'Signed Up' }),
    headers: { authorization: `Basic ${btoa('k1:')}` },
  });
const counts = async (admin: string) => (await (await fetch(`${admin}/api/counts`)).json()) as Counts;

/** A destination that takes requests and never answers. */
async function silence(): Promise<string> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a server with a data folder', () => {
  it('that is killed delivers at the next start what it had accepted', async () => {
    const first = start('http://127.0.0.1:9');
    const { address, admin } = await first.listens;
    for (const user of ['u1', 'u2', 'u3']) expect((await send(address, user)).status).toBe(200);
    expect(await counts(admin)).toMatchObject({ accepted: 3, delivered: 0 });
    first.child.kill('SIGKILL');
    await first.ended;

    const sink = await startSink();
    closers.push(sink.close);
    const next = await start(sink.address).listens;
    await expect.poll(async () => (await counts(next.admin)).delivered, { timeout: 10_000 }).toBe(3);
    expect(bodiesOf(sink.requests)).toHaveLength(3);
  });

  it('has it to itself: a second one says so and ends', async () => {
    const endpoint = await silence();
    await start(endpoint).listens;
    const { status, stderr } = await start(endpoint).ended;
    expect(stderr).toContain('error[D505]');
    expect(stderr).toContain(`in use by process ${started[0]!.child.pid}`);
    expect(status).toBe(1);
  });

  it('parks what gets no answer when it is told to end, also while a client sends slowly, within 10 s and with status 0', async () => {
    const first = start(await silence());
    const { address, admin } = await first.listens;
    await send(address, 'u1');
    await expect.poll(async () => (await counts(admin)).inFlight, { timeout: 5000 }).toBe(1);
    const { port } = new URL(address);
    const slow = connect(Number(port), '127.0.0.1', () =>
      slow.write('POST /v1/track HTTP/1.1\r\ncontent-length: 9\r\n\r\n{'),
    );
    slow.on('error', () => {});
    closers.push(() => slow.destroy());
    await once(slow, 'connect');
    const before = performance.now();
    first.child.kill('SIGTERM');
    const { status, stderr } = await first.ended;
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(status).toBe(0);
    expect(stderr).toContain('calls wait in the data folder for the next start');

    const sink = await startSink();
    closers.push(sink.close);
    const next = await start(sink.address).listens;
    await expect.poll(async () => (await counts(next.admin)).delivered, { timeout: 10_000 }).toBe(1);
  });
});
