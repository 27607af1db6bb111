import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '@crosswalk/diagnostics';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RemotePlugin } from '../../src/cdn/settings.ts';
import { parseConfig } from '../../src/config/read-config.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { apiKey, connectMapping, startServer, type TestServer } from '../whole/server.ts';
import { type Sink, startSink } from '../whole/sink.ts';

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-page-'));
const script = join(folder, 'remote.js');
const text = 'window.crosswalkConnect = () => ({});\n';
let sink: Sink;
let server: TestServer;

const source = (name: string, more = '') => `
  - name: ${name}
    writeKeys: [${name}-key]
    mode: device
${more}    destinations:
      - settings: { apiKey: ${apiKey}, endpoint: "${sink.address}" }
        page: { script: ${script}, settings: { publicApiKey: pub-${'a'.repeat(32)} } }`;

beforeAll(async () => {
  writeFileSync(script, text);
  sink = await startSink();
  server = await startServer(`listen: 127.0.0.1:0
admin: 127.0.0.1:0
mapping: ${connectMapping}
sources:${source('both')}${source('alone', '    deviceBackup: false\n')}
`);
});
afterAll(async () => {
  await server.stop();
  await sink.close();
  rmSync(folder, { recursive: true });
});

async function pluginOf(key: string): Promise<RemotePlugin> {
  const answer = await fetch(`${server.address}/v1/projects/${key}/settings`);
  const { remotePlugins } = (await answer.json()) as { remotePlugins: RemotePlugin[] };
  expect(remotePlugins).toHaveLength(1);
  return remotePlugins[0]!;
}

it('tell analytics.js the script, and what everybody may read', async () => {
  const plugin = await pluginOf('both-key');
  expect(plugin).toEqual({
    name: 'Connect',
    creationName: 'Connect',
    libraryName: 'crosswalkConnect',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/crosswalk\/v1\/both-key\/[\w-]{22}\.js$/),
    settings: { publicApiKey: `pub-${'a'.repeat(32)}` },
  });
  expect(JSON.stringify(plugin)).not.toContain(`"${apiKey}"`);
});

it('lie under an address that never changes, as it bears the hash of the content', async () => {
  const { url } = await pluginOf('both-key');
  const answer = await fetch(url);
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('content-type')).toContain('text/javascript');
  expect(await answer.text()).toBe(text);
  expect((await fetch(url.replace(/[^/]+\.js$/, `${'x'.repeat(22)}.js`))).status).toBe(404);
  expect((await fetch(url.replace('both-key', 'nobody'))).status).toBe(404);
});

/** Calls as analytics.js sends them for a destination that it has a script for. */
async function send(key: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `${key}-${index}`);
  const batch = ids.map((messageId) => ({
    type: 'track',
    event: 'Seen',
    userId: key,
    messageId,
    _metadata: { bundled: ['Connect'] },
  }));
  await fetch(`${server.address}/v1/b`, { method: 'POST', body: JSON.stringify({ writeKey: key, batch }) });
  await server.settled();
  return ids;
}

it('send what the server sends too, which therefore sends each call alone', async () => {
  await send('both-key', 3);
  expect(sink.requests.map(({ path }) => path)).toEqual(['/v2/track', '/v2/track', '/v2/track']);
  expect(new Set(sink.requests.map(({ headers }) => headers['x-outbound-guid'])).size).toBe(3);
});

it('send alone where the server is told to leave it to them', async () => {
  const before = sink.requests.length;
  const [id] = await send('alone-key', 1);
  expect((await server.story(id!))?.deliveries[0]?.fate).toMatchObject({
    status: 'skipped',
    code: 'MESSAGE_SENT_CLIENT_SIDE',
  });
  expect(sink.requests).toHaveLength(before);
});

it('are there when the server starts', () => {
  const missing = `mapping: ${connectMapping}
sources:
  - name: website
    writeKeys: [k]
    destinations:
      - settings: { apiKey: ${apiKey} }
        page: { script: /nowhere/remote.js }
`;
  const { config, yaml, shown } = parseConfig('crosswalk.yaml', missing, {});
  const { diagnostics } = loadSources(config!, yaml!);
  expect(render(diagnostics, { sources: shown })).toContain(`error[C615]: the script for pages does not exist
   ┌─ crosswalk.yaml:7:25`);
});
