import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configText, startServer, type TestServer } from '../whole/server.ts';
import { bodiesOf, type Sink, startSink } from '../whole/sink.ts';
import { hasBrowser, launch } from './chromium.ts';
import { curl, hasCurl } from './curl.ts';
import { openShop } from './pages.ts';

// What somebody tries first. All clients, and what may go wrong on the way, are in the long form beside this.

const writeKey = 'first-key';
let sink: Sink;
let server: TestServer;
beforeAll(async () => {
  sink = await startSink();
  server = await startServer(configText(sink.address, [writeKey]), {});
});
afterAll(async () => {
  await server.stop();
  await sink.close();
});

const of = (user: string) => (bodiesOf(sink.requests) as { user_id: string }[]).filter((body) => body.user_id === user);
const arrived = (user: string) => expect.poll(() => of(user), { timeout: 20_000 });

it('a script with @segment/analytics-node and our host', async () => {
  const analytics = new Analytics({ writeKey, host: server.address });
  analytics.identify({ userId: 'node', traits: { name: 'Michael Bolton' } });
  analytics.track({ userId: 'node', event: 'Signed Up', properties: { plan: 'Startup' } });
  await analytics.closeAndFlush();
  await arrived('node').toMatchObject([
    { first_name: 'Michael', last_name: 'Bolton' },
    { event: 'Signed Up', properties: { plan: 'Startup' } },
  ]);
});

it.skipIf(!hasCurl)('curl', async () => {
  const call = JSON.stringify({ userId: 'curl', event: 'Signed Up' });
  const answer = await curl('-u', `${writeKey}:`, '-d', call, `${server.address}/v1/track`);
  expect(JSON.parse(answer)).toEqual({ success: true });
  await arrived('curl').toMatchObject([{ event: 'Signed Up' }]);
});

it.skipIf(!hasBrowser)('a page with nothing but the snippet and our host', async () => {
  const [shop, browser] = await Promise.all([openShop(), launch()]);
  try {
    const page = await browser.newPage();
    await page.goto(shop.page('snippet', server.address, writeKey));
    await page.evaluate(`analytics.identify('page', { name: 'Michael Bolton' }); analytics.track('Signed Up')`);
    await arrived('page').toMatchObject([{ first_name: 'Michael' }, { event: 'Signed Up' }]);
  } finally {
    await browser.close();
    await shop.close();
  }
});
