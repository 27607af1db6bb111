import Rudder from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import LegacyAnalytics from 'analytics-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configText, startServer, type TestServer } from '../whole/server.ts';
import { bodiesOf, type Sink, startSink } from '../whole/sink.ts';
import { curl, hasCurl } from './curl.ts';
import { openTrouble, type Trouble } from './trouble.ts';

const writeKey = 'node-key';
let sink: Sink;
let server: TestServer;
let trouble: Trouble;
beforeEach(async () => {
  sink = await startSink();
  server = await startServer(configText(sink.address, [writeKey]));
  trouble = await openTrouble(server.address);
});
afterEach(async () => {
  await trouble.close();
  await server.stop();
  await sink.close();
});

/** Events that arrived, in their order. */
const arrived = () => bodiesOf(sink.requests).map((body) => (body as { event: string }).event);
const names = (count: number) => Array.from({ length: count }, (_, at) => `event ${at}`);

async function settled(count: number) {
  await expect.poll(async () => (await server.counts()).accepted, { timeout: 10_000 }).toBe(count);
  await server.settled();
}

describe('@segment/analytics-node', () => {
  function client(options: object = {}) {
    const analytics = new Analytics({ host: trouble.address, writeKey, flushAt: 15, ...options });
    analytics.on('error', () => {});
    return analytics;
  }

  it('sends every kind of call, and each arrives as it should', async () => {
    const analytics = client();
    analytics.identify({ userId: 'u1', traits: { firstName: 'Michael', plan: 'Startup' } });
    analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Initech' } });
    analytics.track({ userId: 'u1', event: 'Signed Up', properties: { price: 9 } });
    analytics.page({ userId: 'u1', name: 'Home' });
    analytics.screen({ userId: 'u1', name: 'Start' });
    analytics.alias({ userId: 'u2', previousId: 'u1' });
    await analytics.closeAndFlush({ timeout: 5000 });
    await settled(6);
    expect(bodiesOf(sink.requests)).toMatchObject([
      { user_id: 'u1', first_name: 'Michael', attributes: { plan: 'Startup' } },
      { user_id: 'u1', group_id: 'g1', group_attributes: { name: 'Initech' } },
      { user_id: 'u1', event: 'Signed Up', properties: { price: 9 } },
      { user_id: 'u1', event: '[Segment Page] Home' },
      { user_id: 'u1', event: '[Segment Screen] Start' },
      { user_id: 'u2', previous_id: 'u1' },
    ]);
  });

  it.each([
    ['answers of 503', { kinds: ['503'] }],
    ['a 429 that says when to come again', { kinds: ['429'] }],
    ['connections that are cut before the call was taken', { kinds: ['reset'] }],
    ['connections that are cut after the call was taken', { kinds: ['cut'] }],
    ['slow answers', { kinds: ['slow'] }],
  ] as const)('over %s, each call arrives once and in order', async (_, { kinds }) => {
    trouble.next(...kinds);
    const analytics = client({ maxRetries: 5, flushAt: 5 });
    for (const event of names(5)) analytics.track({ userId: 'u1', event });
    await analytics.flush({ timeout: 8000 });
    await settled(5);
    expect(arrived()).toEqual(names(5));
    expect(trouble.left()).toBe(0);
    await analytics.closeAndFlush({ timeout: 100 });
  });
});

it('analytics-node 6: each call arrives once and in order', async () => {
  const analytics = new LegacyAnalytics(writeKey, { host: server.address, flushAt: 50 });
  for (const event of names(20)) analytics.track({ userId: 'u1', event });
  await analytics.flush();
  await settled(20);
  expect(arrived()).toEqual(names(20));
});

it.each([true, false])('rudder-sdk-node, packed: %s: each call arrives once and in order', async (gzip) => {
  const rudder = new Rudder(writeKey, { dataPlaneUrl: server.address, gzip, flushAt: 30 });
  rudder.identify({ userId: 'u1', traits: { email: 'mbolton@initech.com' } });
  for (const event of names(10)) rudder.track({ userId: 'u1', event });
  await new Promise<void>((resolve, reject) => {
    rudder.flush((error?: Error) => (error ? reject(error) : resolve()));
  });
  await settled(11);
  expect(bodiesOf(sink.requests)[0]).toMatchObject({ user_id: 'u1', email: 'mbolton@initech.com' });
  expect(arrived().slice(1)).toEqual(names(10));
});

it.skipIf(!hasCurl)('curl, as the documentation of the HTTP API has it', async () => {
  const call = { userId: '019mr8mf4r', event: 'Item Purchased', properties: { revenue: 39.95 } };
  const json = ['-H', 'Content-Type: application/json', '-d', JSON.stringify(call)];
  const answer = await curl('-u', `${writeKey}:`, ...json, `${server.address}/v1/track`);
  expect(JSON.parse(answer)).toEqual({ success: true });
  const oauth = ['-H', 'Authorization: Bearer some.token', '-d', JSON.stringify({ writeKey, ...call })];
  await curl(...oauth, `${server.address}/v1/track`);
  await settled(2);
  expect(bodiesOf(sink.requests)).toMatchObject([
    { user_id: '019mr8mf4r', event: 'Item Purchased', properties: { revenue: 39.95 } },
    { user_id: '019mr8mf4r', event: 'Item Purchased' },
  ]);
});
