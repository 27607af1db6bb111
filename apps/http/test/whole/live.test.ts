import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { load } from '../../src/load.ts';
import type { ConfigurationState } from '../../src/sources/live.ts';
import { type Running, start } from '../../src/start.ts';
import { configText, connectMapping } from './server.ts';
import { bodiesOf, type Sink, startSink } from './sink.ts';

let folder: string;
let sink: Sink;
let server: Running | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-live-'));
  sink = await startSink();
});
afterEach(async () => {
  await server?.stop();
  await sink.close();
  rmSync(folder, { recursive: true });
});
afterAll(() => {
  server = undefined;
});

const file = () => join(folder, 'crosswalk.yaml');

/** As editors do it: a new file beside the old one takes its name. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

const textFor = (mapping: string, more = '') => configText(sink.address, ['k1'], more).replace(connectMapping, mapping);

async function run(text: string) {
  writeFileSync(file(), text);
  const loaded = load(file(), {});
  const logged: string[] = [];
  server = await start({
    config: loaded.config!,
    sources: loaded.sources!,
    logger: { level: 'info', stream: { write: (line: string) => logged.push(line) } },
    tuning: { reorderMs: 0 },
    from: { file: file(), load: () => load(file(), {}) },
    graceMs: 500,
  });
  const { address, admin } = server;
  return {
    logged,
    state: async () => (await (await fetch(`${admin}/api/configuration`)).json()) as ConfigurationState,
    settings: (key = 'k1') => fetch(`${address}/v1/projects/${key}/settings`),
    send: (event: string, key = 'k1') =>
      fetch(`${address}/v1/track`, {
        method: 'POST',
        body: JSON.stringify({ userId: 'u1', event, messageId: event }),
        headers: { authorization: `Basic ${btoa(`${key}:`)}` },
      }),
    fate: async (messageId: string) => {
      const stories = (await (await fetch(`${admin}/api/calls/${messageId}`)).json()) as {
        deliveries: { fate?: { status: string; version?: string; code?: string } }[];
      }[];
      return stories[0]?.deliveries[0]?.fate;
    },
  };
}

/** A change is in force within a second; a busy machine is given more before the test fails. */
const soon = { timeout: 8000, interval: 20 };

it('a source that is switched off and on again is so for calls and in the settings', async () => {
  const { settings, send, fate } = await run(textFor(connectMapping));
  const names = async () => Object.keys(((await (await settings()).json()) as { integrations: object }).integrations);
  expect(await names()).toEqual(['Segment.io', 'Connect']);
  replaceFile(file(), textFor(connectMapping).replace('- name: website', '- name: website\n    enabled: false'));
  await expect.poll(names, soon).toEqual(['Segment.io']);
  expect((await send('while off')).status).toBe(200);
  await expect.poll(() => fate('while off'), soon).toMatchObject({ status: 'skipped', code: 'source_disabled' });
  replaceFile(file(), textFor(connectMapping));
  await expect.poll(names, soon).toEqual(['Segment.io', 'Connect']);
  expect((await send('on again')).status).toBe(200);
  await expect.poll(() => fate('on again'), soon).toMatchObject({ status: 'delivered' });
});

it('a configuration with a mistake changes nothing, is told, and is well again later', async () => {
  const { logged, state, send, settings } = await run(textFor(connectMapping));
  const more = `  - name: app\n    writeKeys: [k2]\n    destinations: []\n`;
  writeFileSync(file(), `${textFor(connectMapping, more)}    enable: false\n`);
  await expect
    .poll(async () => (await state()).refused, soon)
    .toMatchObject({
      diagnostics: [{ code: 'C604', labels: [{ line: expect.any(Number) }] }],
    });
  expect(logged.join('')).toContain('"codes":["C604"]');
  expect(logged.join('')).not.toMatch(/0123456789abcdef/);
  expect((await settings('k2')).status).toBe(404);
  expect((await send('still taken')).status).toBe(200);
  writeFileSync(file(), textFor(connectMapping, more));
  await expect.poll(async () => (await settings('k2')).status, soon).toBe(200);
  expect((await state()).refused).toBeUndefined();
  expect((await state()).sources.map(({ name }) => name)).toEqual(['website', 'app']);
});

it('calls that come while mapping and file change are all delivered, by the mapping of their moment', async () => {
  const releases = ['one', 'two'].map((name) => join(folder, name));
  for (const release of releases) cpSync(connectMapping, release, { recursive: true });
  const track = join(releases[1]!, 'track.yaml');
  writeFileSync(track, readFileSync(track, 'utf8').replace(/^( {2}event:\s+).*$/m, '$1event & "!"'));
  const current = join(folder, 'current');
  symlinkSync(releases[0]!, current);
  const { send, state, fate } = await run(textFor('current'));
  const before = (await state()).sources[0]!.destinations[0]!.version;

  let sent = 0;
  let ended = false;
  const sending = (async () => {
    for (; !ended; sent++) expect((await send(`event ${sent}`)).status).toBe(200);
  })();
  await expect.poll(() => sent, soon).toBeGreaterThan(5);
  symlinkSync(releases[1]!, `${current}.new`);
  renameSync(`${current}.new`, current);
  await expect.poll(async () => (await state()).sources[0]!.destinations[0]!.version, soon).not.toBe(before);
  const after = (await state()).sources[0]!.destinations[0]!.version;
  const atChange = sent;
  await expect.poll(() => sent, soon).toBeGreaterThan(atChange + 5);
  ended = true;
  await sending;

  await expect.poll(() => bodiesOf(sink.requests).length, soon).toBe(sent);
  await expect.poll(() => fate('event 0'), soon).toMatchObject({ status: 'delivered', version: before });
  expect(await fate(`event ${sent - 1}`)).toMatchObject({ status: 'delivered', version: after });
  const events = bodiesOf(sink.requests).map((body) => (body as { event: string }).event);
  expect(events.map((event) => event.replace('!', ''))).toEqual(Array.from({ length: sent }, (_, at) => `event ${at}`));
  expect(events.at(-1)).toBe(`event ${sent - 1}!`);
});

it('a mapping that breaks is refused and mended while it is in use; a rule that is new is seen', async () => {
  const mapping = join(folder, 'mapping');
  cpSync(connectMapping, mapping, { recursive: true });
  const { state } = await run(textFor('mapping'));
  const version = (await state()).sources[0]!.destinations[0]!.version;
  const path = join(mapping, 'track.yaml');
  const good = readFileSync(path, 'utf8');
  writeFileSync(path, good.replace('fields:', 'feilds:'));
  await expect.poll(async () => (await state()).refused?.diagnostics.map(({ code }) => code), soon).toContain('M102');
  expect((await state()).sources[0]!.destinations[0]!.version).toBe(version);
  writeFileSync(path, good);
  await expect.poll(async () => (await state()).refused, soon).toBeUndefined();
  mkdirSync(join(mapping, 'functions'), { recursive: true });
  writeFileSync(join(mapping, 'functions', 'nothing.jsonata'), '/* Nothing. */\nfunction() { null }\n');
  await expect.poll(async () => (await state()).sources[0]!.destinations[0]!.version, soon).not.toBe(version);
});

it('another address to listen on takes a restart, and that is said', async () => {
  const { state, settings, logged } = await run(textFor(connectMapping));
  const changed = textFor(connectMapping, `  - name: app\n    writeKeys: [k2]\n    destinations: []\n`);
  replaceFile(file(), changed.replace('listen: 127.0.0.1:0', 'listen: 127.0.0.1:1'));
  await expect.poll(async () => (await settings('k2')).status, soon).toBe(200);
  expect((await state()).takesRestart).toEqual(['listen']);
  expect(logged.join('')).toContain('this takes a restart');
});
