import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-demo-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The demo's own crosswalk.yaml, on ports that the system chooses. */
function config(listen = '127.0.0.1:0'): string {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: a variable of the environment, in the words of the file.
  const text = readFileSync(path('crosswalk.yaml'), 'utf8')
    .replace('127.0.0.1:4000 ', listen)
    .replace('127.0.0.1:4001 ', '127.0.0.1:0')
    .replaceAll('http://127.0.0.1:4010', '${CONNECT_ADDRESS}')
    .replace('../../data/crosswalk', join(folder, 'calls'))
    .replaceAll('../../', path('../../'));
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: here it ends.
  writeFileSync(join(folder, 'crosswalk.yaml'), text);
  return join(folder, 'crosswalk.yaml');
}

function demo(...args: string[]) {
  const child = spawn(process.execPath, [path('dist/main.js'), ...args], { env: { ...process.env, TMPDIR: folder } });
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

const leftBehind = () => readdirSync(folder).filter((name) => name.startsWith('crosswalk-demo-'));

describe('npm start', () => {
  it('shows the calls of the documentation, what they became, and the answers, and ends when told --once', async () => {
    const { status, stdout, stderr } = await demo('--once', '--config', config(), '--connect-port', '0').ended;
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^identify +│ POST \/v2\/identify(\/batch)? +│ 200$/m);
    expect(stdout).toMatch(/^alias +│ POST \/v2\/identify(\/batch)? +│ 200$/m);
    expect(stdout).toMatch(/^track +│ POST \/v2\/track +│ 200$/m);
    expect(stdout).toMatch(/│ +last_name +Bolton/);
    expect(stdout).toMatch(/│ +apns +\["XXXYYYZZZ"\]/);
    expect(stdout).toMatch(/│ +previous_id +507f191e810c19729de860ea/);
    expect(stdout).toMatch(/│ +properties\.plan +Startup/);
    expect(status).toBe(0);
    expect(leftBehind()).toEqual([]);
  });

  it('serves until Ctrl-C, with the addresses to look at', async () => {
    const { child, printed, ended } = demo('--config', config(), '--connect-port', '0');
    await expect.poll(() => printed.stdout, { timeout: 15_000 }).toContain('Serving until Ctrl-C');
    for (const [, address] of printed.stdout.matchAll(/ {3}(http:\S+)$/gm))
      expect((await fetch(address!)).status).toBe(200);
    const profile = /(http\S+\/people\/019mr8mf4r)/.exec(printed.stdout)![1]!;
    expect(await (await fetch(profile)).text()).toContain('Bolton');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 0, stderr: '' });
    expect(leftBehind()).toEqual([]);
    await expect(fetch(profile)).rejects.toThrow();
  });

  it('shows at once what is wrong with a mapping that was edited, and when it is well again', async () => {
    cpSync(path('../../mappings/connect'), join(folder, 'connect'), { recursive: true });
    const file = config();
    writeFileSync(file, readFileSync(file, 'utf8').replace(path('../../mappings/connect'), join(folder, 'connect')));
    const { child, printed, ended } = demo('--config', file, '--connect-port', '0');
    await expect.poll(() => printed.stdout, { timeout: 15_000 }).toContain('Serving until Ctrl-C');
    const rule = join(folder, 'connect/identify.yaml');
    const good = readFileSync(rule, 'utf8');
    writeFileSync(rule, good.replace('$firstName()', '$fristName()'));
    await expect.poll(() => printed.stderr, { timeout: 15_000 }).toContain('the one before stays in force\n');
    expect(printed.stderr).toContain('│                  ^^^^^^^^^^ did you mean $firstName?\n');
    writeFileSync(rule, good);
    await expect.poll(() => printed.stderr, { timeout: 15_000 }).toContain('the configuration is well again');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 0 });
  });

  it('ends at once when it is told to while it starts', async () => {
    const { child, ended } = demo('--once', '--config', config(), '--connect-port', '0');
    await expect.poll(leftBehind, { timeout: 5000 }).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: 1, stderr: '' });
    expect(leftBehind()).toEqual([]);
  });

  it('says which port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const connectTaken = await demo('--once', '--config', config(), '--connect-port', String(port)).ended;
    const serverTaken = await demo('--once', '--config', config(`127.0.0.1:${port}`), '--connect-port', '0').ended;
    other.close();
    expect(connectTaken).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
    });
    expect(serverTaken).toMatchObject({ status: 1, stderr: expect.stringContaining(`127.0.0.1:${port} is taken`) });
    expect(leftBehind()).toEqual([]);
  });

  it('tells how it is used', async () => {
    expect(await demo('--help').ended).toMatchObject({ status: 0, stdout: expect.stringContaining('--once') });
    expect(await demo('--onec').ended).toMatchObject({ status: 2, stderr: expect.stringContaining('--onec') });
    expect(existsSync(path('calls.ndjson'))).toBe(true);
  });
});
