import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { load } from '../../src/load.ts';
import type { ConfigurationState } from '../../src/sources/live.ts';
import { type Running, start } from '../../src/start.ts';
import { configText, connectMapping } from './server.ts';
import { type Sink, startSink } from './sink.ts';

// How editors, deployments and hands change files. What then happens to calls is tried in live.test.ts.

let folder: string;
let sink: Sink;
let server: Running | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-edits-'));
  sink = await startSink();
});
afterEach(async () => {
  await server?.stop();
  await sink.close();
  rmSync(folder, { recursive: true });
});

const at = (...names: string[]) => join(folder, ...names);
const file = () => at('crosswalk.yaml');
const soon = { timeout: 8000, interval: 20 };

/** The configuration with these write keys. */
const withKeys = (...keys: string[]) => configText(sink.address, keys);

async function run(text: string): Promise<Running> {
  const from = { file: file(), load: () => load(file(), {}) };
  writeFileSync(file(), text);
  const { config, sources } = from.load();
  server = await start({ config: config!, sources: sources!, logger: false, from, graceMs: 500 });
  return server;
}

const status = async (key: string) => (await fetch(`${server!.address}/v1/projects/${key}/settings`)).status;
const state = async () => (await (await fetch(`${server!.admin}/api/configuration`)).json()) as ConfigurationState;

describe('a change is in force when crosswalk.yaml', () => {
  const ways: readonly (readonly [how: string, save: (text: string) => void])[] = [
    ['is written over', (text) => writeFileSync(file(), text)],
    [
      'is put in place of the old one',
      (text) => {
        writeFileSync(at('.crosswalk.yaml.swp'), text);
        renameSync(at('.crosswalk.yaml.swp'), file());
      },
    ],
    [
      'is moved away as a backup, and written anew',
      (text) => {
        renameSync(file(), at('crosswalk.yaml~'));
        writeFileSync(file(), text);
      },
    ],
    [
      'is emptied, and then filled in two steps',
      (text) => {
        writeFileSync(file(), '');
        writeFileSync(file(), text.slice(0, text.length / 2));
        writeFileSync(file(), text);
      },
    ],
    [
      'is saved twice, the first time with a mistake',
      (text) => {
        writeFileSync(file(), `${text}  nonsense: [`);
        writeFileSync(file(), text);
      },
    ],
  ];
  it.each(ways)('%s', async (_, save) => {
    await run(withKeys('k1'));
    expect(await status('k2')).toBe(404);
    save(withKeys('k1', 'k2'));
    await expect.poll(() => status('k2'), soon).toBe(200);
    expect((await state()).refused).toBeUndefined();
    save(withKeys('k1'));
    await expect.poll(() => status('k2'), soon).toBe(404);
  });
});

it('two saves at once, of the mapping and of the file, are both in force', async () => {
  cpSync(connectMapping, at('mapping'), { recursive: true });
  const text = (...keys: string[]) => withKeys(...keys).replace(connectMapping, 'mapping');
  await run(text('k1'));
  const before = (await state()).sources[0]!.destinations[0]!.version;
  const track = at('mapping', 'track.yaml');
  writeFileSync(track, readFileSync(track, 'utf8').replace(/^summary:.*$/m, 'summary: Another one.'));
  writeFileSync(file(), text('k1', 'k2'));
  await expect.poll(() => status('k2'), soon).toBe(200);
  await expect.poll(async () => (await state()).sources[0]!.destinations[0]!.version, soon).not.toBe(before);
});

it('a file that is a link to a folder of the day, as clusters mount it, is followed', async () => {
  const days = ['monday', 'tuesday'];
  days.forEach((day, index) => {
    cpSync(connectMapping, at(day, 'mapping'), { recursive: true });
    const text = withKeys('k1', ...(index > 0 ? ['k2'] : [])).replace(connectMapping, at('today', 'mapping'));
    writeFileSync(at(day, 'crosswalk.yaml'), text);
  });
  symlinkSync(at('monday'), at('today'));
  symlinkSync(at('today', 'crosswalk.yaml'), file());
  await run(readFileSync(at('monday', 'crosswalk.yaml'), 'utf8'));
  symlinkSync(at('tuesday'), at('tomorrow'));
  renameSync(at('tomorrow'), at('today'));
  await expect.poll(() => status('k2'), soon).toBe(200);
});

it('a connection that is open stays open over every change', async () => {
  await run(withKeys('k1'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  const ask = (key: string) =>
    new Promise<number>((resolve, reject) => {
      const asking = request(`${server!.address}/v1/projects/${key}/settings`, { agent }, (answer) => {
        ports.add(answer.socket.localPort);
        answer.resume().on('end', () => resolve(answer.statusCode!));
      });
      asking.on('error', reject).end();
    });
  expect(await ask('k1')).toBe(200);
  for (const key of ['k2', 'k3']) {
    writeFileSync(file(), withKeys('k1', key));
    await expect.poll(() => ask(key), soon).toBe(200);
  }
  expect(ports.size).toBe(1);
  agent.destroy();
});
