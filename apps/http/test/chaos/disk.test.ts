import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProgram } from '../whole/program.ts';
import { configText, startServer } from '../whole/server.ts';
import { bodiesOf, type Sink, startSink } from '../whole/sink.ts';

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
  return { sink, server, ...clientOf(server.address) };
}

/** A client that sends calls of some 8 KB, and keeps in mind which were acknowledged. */
function clientOf(address: string) {
  let sent = 0;
  const acknowledged: string[] = [];
  const send = async (): Promise<number> => {
    const userId = `u${sent++}`;
    const body = JSON.stringify({ userId, event: 'Paid', properties: { padding: 'x'.repeat(8000) } });
    const headers = { authorization: `Basic ${btoa('k1:')}` };
    const { status } = await fetch(`${address}/v1/track`, { method: 'POST', body, headers });
    if (status === 200) acknowledged.push(userId);
    return status;
  };
  return { send, acknowledged };
}

const readiness = async (admin: string) => {
  const answer = await fetch(`${admin}/ready`);
  return { status: answer.status, ...((await answer.json()) as { reasons: readonly string[] }) };
};
/** Waits until the server says by itself that it is ready. */
const recovers = (admin: string) =>
  expect.poll(async () => (await readiness(admin)).status, { timeout: 15_000, interval: 100 }).toBe(200);
const usersIn = (sink: Sink) =>
  bodiesOf(sink.requests)
    .map((body) => (body as { user_id: string }).user_id)
    .sort();

describe.skipIf(!mounts)('a disk', () => {
  it('that is full costs no acknowledged call, and calls are taken again when there is room', async () => {
    const { sink, server, acknowledged, send } = await setUp();
    expect(await send()).toBe(200);
    const filler = join(folder, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(4_000_000))).toThrow('ENOSPC');
    let status = 200;
    for (let tries = 0; status === 200 && tries < 300; tries++) status = await send();
    expect(status).toBe(503);
    expect(await readiness(server.admin)).toMatchObject({
      status: 503,
      reasons: ['Calls cannot be stored: database or disk is full'],
    });
    rmSync(filler);
    await recovers(server.admin);
    expect(await send()).toBe(200);
    await server.settled();
    expect(usersIn(sink)).toEqual(acknowledged.toSorted());
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

/** What a process may write to files can be taken from it while it runs; writes then fail as on a disk that is read-only. */
function canLimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('a data folder that takes no more writes is NOT tested: it takes the command prlimit, of util-linux');
    return false;
  }
}

describe.skipIf(!canLimit())('a data folder that takes no more writes', () => {
  it('costs no acknowledged call: 503 until it takes them again, and then it goes on by itself', async () => {
    const sink = await startSink();
    stops.push(sink.close);
    writeFileSync(join(folder, 'crosswalk.yaml'), `data: ./calls\n${configText(sink.address, ['k1'])}`);
    const program = startProgram(['crosswalk.yaml'], folder);
    stops.push(() => program.child.kill('SIGKILL'));
    const { address, admin } = await program.listens;
    const { send, acknowledged } = clientOf(address);
    const limit = (bytes: string) => execFileSync('prlimit', [`--pid=${program.child.pid}`, `--fsize=${bytes}:`]);
    for (let count = 0; count < 3; count++) expect(await send()).toBe(200);

    limit('0');
    // It is seen though nobody sends.
    await expect.poll(() => readiness(admin)).toMatchObject({ status: 503 });
    expect((await readiness(admin)).reasons).toEqual(['Calls cannot be stored: disk I/O error']);
    for (let count = 0; count < 3; count++) expect(await send()).toBe(503);
    expect((await fetch(`${admin}/health`)).status).toBe(200);

    limit('unlimited');
    await recovers(admin);
    expect(await send()).toBe(200);
    await expect.poll(() => usersIn(sink), { timeout: 10_000 }).toEqual(acknowledged.toSorted());
    expect(program.printed.stderr).toContain('calls cannot be stored');
    expect(program.printed.stderr).toContain('calls are stored again');
    program.child.kill('SIGTERM');
    expect((await program.ended).status).toBe(0);
  });
});
