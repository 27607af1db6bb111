import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseConfig } from '../../src/config/read-config.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { type Running, start } from '../../src/start.ts';
import { apiKey, configText } from './server.ts';
import { type Sink, startSink } from './sink.ts';

const writeKey = 'website-write-key';
const person = { name: 'Michael Bolton', email: 'mbolton@initech.com' };
let sink: Sink;
let server: Running;
const logged: string[] = [];

const post = (path: string, body: string, key = writeKey) =>
  fetch(server.address + path, { method: 'POST', body, headers: { authorization: `Basic ${btoa(`${key}:`)}` } });
const ask = async (path: string) => (await fetch(server.admin + path)).text();

// One call is delivered, one refused by the destination, one on ingest; then the destination turns the key away.
beforeAll(async () => {
  sink = await startSink([200, 422, 401, 401, 401]);
  const { config, yaml } = parseConfig('crosswalk.yaml', configText(sink.address, [writeKey]), {});
  const { sources } = loadSources(config!, yaml!);
  const stream = { write: (line: string) => void logged.push(line) };
  const logger = { level: 'trace', stream };
  server = await start({ config: config!, sources: sources!, logger, tuning: { reorderMs: 0 }, graceMs: 200 });
  const call = (messageId: string, more: object = {}) =>
    JSON.stringify({ userId: person.email, messageId, traits: person, writeKey, ...more });
  const until = (path: string, text: string) =>
    vi.waitFor(async () => expect(await ask(path)).toContain(text), { timeout: 10_000 });
  await post('/v1/identify', call('m1'));
  await until('/api/calls/m1', '"state":"delivered"');
  await post('/v1/identify', call('m2'));
  await until('/api/calls/m2', '"state":"dead"');
  await post('/v1/track', call('m3'));
  await post('/v1/batch', JSON.stringify({ batch: [JSON.parse(call('m4', { type: 'identify', traits: 'tall' }))] }));
  await post(`/v1/track?writeKey=${writeKey}`, '{"broken');
  await post('/v1/identify', call('m5'), 'a-key-of-nobody');
  await fetch(`${server.address}/v1/pixel/track?writeKey=${writeKey}&userId=${person.email}`);
  await fetch(`${server.address}/v1/projects/${writeKey}/settings`);
  await post('/v1/identify', call('m6'));
  await until('/ready', '"ready":false');
});
afterAll(async () => {
  await server.stop();
  await sink.close();
});

const forOperators = [
  ...['/', '/calls', '/calls/m1', '/calls/m2', '/calls/m6', '/dead', '/ready', '/health', '/metrics'],
  ...['/api/configuration', '/api/counts', '/api/deliveries', '/api/calls', '/api/calls/m2', '/api/refused'],
  '/api/replays',
];

describe('secrets', () => {
  it.each(forOperators)('no key stands in %s', async (path) => {
    const text = await ask(path);
    expect(text.length).toBeGreaterThan(1);
    expect(text).not.toContain(apiKey);
    expect(text).not.toContain(writeKey);
  });

  it('what failed on ingest is shown without the key that it carried', async () => {
    const refused = JSON.parse(await ask('/api/refused')) as { code: string; excerpt: string }[];
    expect(refused.map(({ code }) => code)).toContain('traits_not_object');
    for (const { excerpt } of refused) expect(JSON.parse(excerpt)).not.toHaveProperty('writeKey', writeKey);
  });

  it('what tells of nobody names nobody', async () => {
    for (const path of ['/ready', '/health', '/metrics', '/api/configuration', '/api/counts', '/api/deliveries', '/']) {
      expect([path, await ask(path)]).toEqual([path, expect.not.stringMatching(/Bolton|mbolton/)]);
    }
  });

  it('the log, at its most talkative, holds neither keys nor people', () => {
    const all = logged.join('');
    expect(all).toContain('traits_not_object');
    for (const key of [apiKey, writeKey, btoa(`${writeKey}:`), 'a-key-of-nobody']) expect(all).not.toContain(key);
    expect(all).not.toMatch(/Bolton|mbolton/);
  });

  it('settings for everybody hold no key but the write key that was asked with', async () => {
    const answer = await fetch(`${server.address}/v1/projects/${writeKey}/settings`);
    expect(await answer.text()).not.toContain(apiKey);
  });
});

it('the public listener shows nothing of what is for operators', async () => {
  for (const path of forOperators) {
    expect([path, (await fetch(server.address + path)).status]).toEqual([path, 404]);
  }
  for (const path of ['/api/forget', '/api/trace', '/api/replays', '/dead/replay']) {
    const answer = await post(path, JSON.stringify({ user: person.email }));
    expect([path, answer.status]).toEqual([path, 404]);
  }
});
