import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configText } from './server.ts';
import { startSink } from './sink.ts';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-http-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  children.push(child);
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    printed.stdout += data;
  });
  child.stderr.on('data', (data) => {
    printed.stderr += data;
  });
  const ended = once(child, 'close').then(([status]) => ({ status: status as number, ...printed }));
  return { child, printed, ended };
}

function config(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe('the program', () => {
  it('tells how it is used', async () => {
    expect(await run(['--help']).ended).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('curl http'),
      stderr: '',
    });
    expect(await run(['--chekc']).ended).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean --check?'),
    });
    expect(await run([], { LOG_LEVEL: 'loud' }).ended).toMatchObject({ status: 1 });
  });

  it('shows what is wrong with its configuration and ends with status 1', async () => {
    expect(await run([]).ended).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('crosswalk.yaml does not exist'),
    });
    const text = configText('ftp://nowhere', ['k1']).replace('listen: 127.0.0.1:0', 'listen: nowhere');
    const wrong = await run([config('wrong.yaml', text)]).ended;
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toContain('error[C612]');
    const settings = await run(['--check', config('settings.yaml', configText('ftp://nowhere', ['k1']))]).ended;
    expect(settings.stderr).toContain('error[C609]: endpoint');
    expect(settings.stderr).not.toContain('0123456789abcdef');
    expect(settings.status).toBe(1);
    const good = await run(['--check', config('good.yaml', configText('http://127.0.0.1:9', ['k1']))]).ended;
    expect(good).toEqual({ status: 0, stdout: 'good.yaml is well: website\n', stderr: '' });
  });

  it('says that its port is taken, and where that stands', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const text = configText('http://127.0.0.1:9', ['k1']).replace('listen: 127.0.0.1:0', `listen: 127.0.0.1:${port}`);
    const { status, stderr } = await run([config('taken.yaml', text)], { LOG_LEVEL: 'silent' }).ended;
    other.close();
    expect(stderr).toContain(`error[C613]: 127.0.0.1:${port} is taken: another program listens there`);
    expect(stderr).toContain('taken.yaml:1:9');
    expect(status).toBe(1);
  });

  it('delivers what it has taken before it ends on SIGTERM, and logs neither keys nor people', async () => {
    const sink = await startSink([503]);
    const { child, printed, ended } = run([config('run.yaml', configText(sink.address, ['website-key']))], {
      LOG_LEVEL: 'debug',
    });
    await expect.poll(() => printed.stdout, { timeout: 10_000 }).toMatch(/takes calls on \S+\n/);
    const [, address] = /takes calls on (\S+)\n/.exec(printed.stdout)!;
    const body = JSON.stringify({
      batch: [
        { type: 'identify', userId: 'mbolton' },
        { type: 'track', userId: 'mbolton' },
      ],
      writeKey: 'website-key',
    });
    const answer = await fetch(`${address}/v1/batch?writeKey=website-key`, {
      method: 'POST',
      body,
      headers: { authorization: `Basic ${btoa('website-key:')}` },
    });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    const { status, stdout, stderr } = await ended;
    expect(sink.requests.at(-1)).toMatchObject({ path: '/v2/identify', body: { user_id: 'mbolton' } });
    expect(status).toBe(0);
    expect(stderr).toContain('"codes":["event_not_defined"]');
    for (const line of stderr.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
    expect(stdout + stderr).not.toMatch(/website-key|mbolton|0123456789abcdef|d2Vic2l0ZS1rZXk/);
    await sink.close();
  });
});
