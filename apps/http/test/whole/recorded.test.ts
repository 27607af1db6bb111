import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basicKey } from '../../src/ingest/basic-key.ts';
import { configText, startServer, type TestServer } from './server.ts';
import { bodiesOf, type Sink, startSink } from './sink.ts';

interface Recorded {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly writeKey?: string; readonly batch?: readonly RecordedCall[] } & RecordedCall;
}

interface RecordedCall {
  readonly messageId?: string;
  readonly writeKey?: string;
}

const folder = new URL('../../../../packages/segment/fixtures/recorded/', import.meta.url);
const clients = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { client: string; requests: Recorded[] });
const callsIn = ({ body }: Recorded) => body.batch ?? [body];
const keysOf = (request: Recorded) => [
  basicKey(request.headers.authorization),
  request.body.writeKey,
  ...callsIn(request).map((call) => call.writeKey),
];

interface Beside {
  readonly scenario: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const besides = JSON.parse(readFileSync(new URL('beside/requests.json', folder), 'utf8')) as Beside[];
const keyOfBeside = ({ path }: Beside) => /projects\/(\w+)\/settings|writeKey=(\w+)/.exec(path)?.slice(1).find(Boolean);

let sink: Sink;
let server: TestServer;
beforeAll(async () => {
  sink = await startSink();
  const keys = new Set(clients.flatMap(({ requests }) => requests.flatMap(keysOf)).filter((key) => key !== undefined));
  for (const key of [...besides.map(keyOfBeside), 'WRITEKEY_PIXEL']) if (key !== undefined) keys.add(key);
  server = await startServer(configText(sink.address, [...keys]));
});
afterAll(async () => {
  await server.stop();
  await sink.close();
});

describe('what real clients sent is taken as they sent it', () => {
  it.each(clients.map((one) => [one.client, one.requests] as const))('%s', async (_, requests) => {
    for (const request of requests) {
      const text = JSON.stringify(request.body);
      const body = request.headers['content-encoding'] === 'gzip' ? gzipSync(text) : text;
      const answer = await fetch(server.address + request.path, { method: 'POST', headers: request.headers, body });
      expect([request.path, answer.status, await answer.json()]).toEqual([request.path, 200, { success: true }]);
    }
    await server.settled();
    const refused = await server.refused();
    for (const { messageId } of requests.flatMap(callsIn)) {
      if (messageId === undefined) continue;
      const fate =
        (await server.story(messageId))?.deliveries[0]?.fate ?? refused.find((one) => one.messageId === messageId);
      expect(fate, messageId).toBeDefined();
      if (fate && 'code' in fate) expect(fate.code, messageId).toMatch(/\w/);
    }
  });

  it('and every call is delivered, skipped, dead or refused, each once', async () => {
    const calls = clients.flatMap(({ requests }) => requests.flatMap(callsIn));
    const { accepted, duplicates, refused, waiting, inFlight, delivered, skipped, dead } = await server.counts();
    expect(accepted + duplicates + refused).toBe(calls.length);
    expect({ waiting, inFlight }).toEqual({ waiting: 0, inFlight: 0 });
    expect(delivered + skipped + dead).toBe(accepted);
    expect(bodiesOf(sink.requests)).toHaveLength(delivered);
    expect(delivered).toBeGreaterThan(accepted * 0.8);
  });

  it('and what they ask for beside their calls is answered', async () => {
    const { accepted } = await server.counts();
    for (const { scenario, method, path, headers, body } of besides) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(server.address + path, { method, headers, ...sent });
      expect([scenario, path, answer.status]).toEqual([scenario, path, 200]);
      const key = keyOfBeside({ scenario, method, path, headers });
      if (path.endsWith('/settings')) {
        expect(await answer.json()).toMatchObject({ integrations: { 'Segment.io': { apiKey: key } } });
      }
    }
    expect(besides).toHaveLength(15);
    // The two pictures are calls; the figures of analytics.js are none.
    expect((await server.counts()).accepted).toBe(accepted + 2);
  });
});
