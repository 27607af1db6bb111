import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ConnectProcess } from './connect-process.ts';
import { key, speakerOf } from './started-connect.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-'));
const started: ConnectProcess[] = [];
let folders = 0;

afterEach(async () => {
  for (const process of started) process.kill('SIGKILL');
  await Promise.all(started.map((process) => process.ended()));
  started.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(...args: string[]): ConnectProcess {
  const process = new ConnectProcess(...args);
  started.push(process);
  return process;
}

function newFolder(): string {
  folders += 1;
  return join(folder, `data-${folders}`);
}

const inMemory = ['--port', '0', '--key', key];

describe('the command line', () => {
  test('--help teaches', async () => {
    const { status, stdout } = await start('--help').ended();
    expect(status).toBe(0);
    for (const word of ['--key', '--data', '--port', '--host', 'X-Outbound-Key', '/feed'])
      expect(stdout).toContain(word);
  });

  const wrong: [name: string, args: string[], message: string][] = [
    ['no key', ['--port', '0'], '--key is missing: the private key that callers will send'],
    ['a key that is none', ['--key', 'secret'], '--key must be 32 characters, each 0-9 or a-f'],
    ['a port that is none', ['--key', key, '--port', 'http'], '--port must be a number from 0 to 65535'],
    ['a port too high', ['--key', key, '--port', '65536'], '--port must be a number from 0 to 65535'],
    ['a word of no meaning', ['--key', key, '--prot', '4010'], "Unknown option '--prot'"],
    ['an argument without option', ['--key', key, '4010'], "Unexpected argument '4010'"],
    ['an option without argument', ['--key'], "Option '--key <value>' argument missing"],
    ['an empty folder', ['--key', key, '--data', ''], '--data needs a folder'],
  ];
  test.each(wrong)('%s: status 2 and why', async (_name, args, message) => {
    const { status, stdout, stderr } = await start(...args).ended();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('--help tells more.');
  });

  test('without a folder it says loudly that nothing is kept', async () => {
    const process = start(...inMemory);
    expect(await process.address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(process.stderr).toContain('NOTE: everything is kept in memory');
  });

  test('with an address for others it says loudly that the pages have no login, and serves them', async () => {
    const process = start(...inMemory, '--host', '0.0.0.0');
    const address = await process.address();
    expect(process.stderr).toContain('NOTE: the pages have no login.');
    expect((await fetch(`http://127.0.0.1:${new URL(address).port}/people`)).status).toBe(200);
  });
});

describe('what keeps it from starting is said, with status 1', () => {
  const fails = async (args: string[], message: string) => {
    const { status, stdout, stderr } = await start(...args).ended();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  };

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await fails(['--key', key, '--port', String(port)], `Port ${port} on 127.0.0.1 is taken.`);
    other.close();
  });

  test('a folder that another process has', async () => {
    const data = newFolder();
    await start(...inMemory, '--data', data).address();
    await fails([...inMemory, '--data', data], `The data folder ${data} is in use by another process`);
  });

  test('a file for a folder', async () => {
    const data = newFolder();
    writeFileSync(data, '');
    await fails([...inMemory, '--data', data], `The data folder ${data} is not a folder.`);
    await fails([...inMemory, '--data', join(data, 'x')], 'lies below something that is not a folder.');
  });

  test('a database that is none', async () => {
    const data = newFolder();
    const ready = start(...inMemory, '--data', data);
    await ready.address();
    ready.kill('SIGTERM');
    await ready.ended();
    writeFileSync(join(data, 'connect.db'), 'nonsense '.repeat(1000));
    await fails([...inMemory, '--data', data], 'holds a connect.db that is not a database');
  });

  test('data of a newer Connect', async () => {
    const data = newFolder();
    const ready = start(...inMemory, '--data', data);
    await ready.address();
    ready.kill('SIGTERM');
    await ready.ended();
    const sql = new DatabaseSync(join(data, 'connect.db'));
    sql.exec('PRAGMA user_version = 999');
    sql.close();
    await fails([...inMemory, '--data', data], 'was written by a newer Connect');
  });

  test('a folder without an environment, and no key', async () => {
    await fails(['--port', '0', '--data', newFolder()], 'There is no environment yet. Give it a private key');
  });

  test('an address that this machine does not have', async () => {
    await fails([...inMemory, '--host', '203.0.113.7'], 'This machine has no address 203.0.113.7.');
  });
});

describe('stopping and starting', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with status 0, open feeds included', async (signal) => {
    const process = start(...inMemory);
    const address = await process.address();
    const page = await (await fetch(`${address}/feed`)).text();
    const live = /data-live="([^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&');
    const stream = (await fetch(address + live)).text();
    const begun = performance.now();
    process.kill(signal);
    expect(await process.ended()).toMatchObject({ status: 0 });
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(await stream).toContain(': hello');
  });

  test('a restart keeps everything, and needs no key', async () => {
    const data = newFolder();
    const headers = { 'x-outbound-guid': 'kept' };
    const first = start(...inMemory, '--data', data);
    const before = speakerOf(await first.address(), key);
    await before.post('/v2/identify', {
      user_id: 'u',
      first_name: 'Kept',
      apns: ['t'],
      group_id: 'g',
      group_attributes: { a: 1 },
    });
    await before.post('/v2/identify', { user_id: 'u', previous_id: 'anon' }, headers);
    await before.post('/v2/track', { user_id: 'anon', event: 'Kept Event' });
    const [person, calls] = [await before.person('u'), await before.calls()];
    first.kill('SIGTERM');
    await first.ended();

    const address = await start('--port', '0', '--data', data).address();
    const after = speakerOf(address, key);
    expect(await after.person('u')).toEqual(person);
    expect(await after.calls()).toEqual(calls);
    await after.post('/v2/identify', { user_id: 'u', first_name: 'Copy' }, headers);
    expect(await after.person('u')).toEqual(person);
    await after.post('/v2/track', { user_id: 'u', event: 'Next' });
    expect((await after.calls()).map((call) => call.seq)).toEqual([1, 2, 3, 4]);
    for (const [path, content] of [
      ['/settings/events', 'Kept Event'],
      ['/feed', 'joins anon'],
    ] as const) {
      expect(await (await fetch(address + path)).text()).toContain(content);
    }
  });

  test('killed at any moment, it has what it answered and nothing twice', async () => {
    const data = newFolder();
    const answered = new Set<string>();
    const all: { guid: string; batch: object[] }[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const process = start(...inMemory, '--data', data);
      const { post } = speakerOf(await process.address(), key);
      // What got no answer is sent again under its GUID, as a delivery would.
      const queue = all.filter(({ guid }) => !answered.has(guid));
      const workers = Array.from({ length: 3 }, async () => {
        for (;;) {
          const next = queue.shift() ?? newBatch(all);
          const { status } = await post('/v2/track/batch', next.batch, { 'x-outbound-guid': next.guid });
          if (status === 200) answered.add(next.guid);
        }
      });
      setTimeout(() => process.kill('SIGKILL'), 60 + Math.random() * 150);
      expect((await Promise.allSettled(workers)).map((worker) => worker.status)).toEqual(Array(3).fill('rejected'));
      await process.ended();
    }

    const sql = new DatabaseSync(join(data, 'connect.db'));
    expect(sql.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    sql.close();

    const { calls } = speakerOf(await start(...inMemory, '--data', data).address(), key);
    const lines = await calls();
    const seen = lines.map((call) => `${call.guid}:${call.index}`);
    expect(new Set(seen).size).toBe(seen.length);
    for (const guid of answered) for (let index = 0; index < 10; index++) expect(seen).toContain(`${guid}:${index}`);
    expect(seen.length % 10).toBe(0);
    expect(answered.size).toBeGreaterThan(20);
    expect(lines.every((call, index) => index === 0 || call.seq > lines[index - 1]!.seq)).toBe(true);
  });
});

function newBatch(all: { guid: string; batch: object[] }[]) {
  const batch = Array.from({ length: 10 }, (_, index) => ({ user_id: `u${index}`, event: 'A' }));
  const made = { guid: randomUUID(), batch };
  all.push(made);
  return made;
}
