import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../whole/certificate.ts';
import { apiKey, configText, startServer, type TestServer } from '../whole/server.ts';
import { bodiesOf, type Sink, startSink } from '../whole/sink.ts';
import { hasBrowser, launch } from './chromium.ts';
import { openShop, type Shop, type Way, ways } from './pages.ts';
import { openTrouble, type Trouble } from './trouble.ts';

let browser: Browser;
let sink: Sink;
let server: TestServer;
let trouble: Trouble;
let shop: Shop;
/** The same behind a certificate that nobody has signed. */
let secure: TestServer;
let folder: string;
beforeAll(async () => {
  if (!hasBrowser) return;
  sink = await startSink();
  const more = `  - name: one-by-one
    writeKeys: [standard-key]
    deliveryStrategy: standard
    destinations: [{ settings: { apiKey: ${apiKey}, endpoint: "${sink.address}" } }]
`;
  const config = configText(sink.address, ['batching-key'], more);
  server = await startServer(config, {});
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-pages-'));
  const { cert, key } = makeCertificate(folder);
  secure = await startServer(`${config}tls: { cert: ${cert}, key: ${key} }\n`, {});
  trouble = await openTrouble(server.address);
  [shop, browser] = await Promise.all([openShop(), launch()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await shop?.close();
  await trouble?.close();
  await secure?.stop();
  if (folder) rmSync(folder, { recursive: true });
  await server?.stop();
  await sink?.close();
});

interface Arrived {
  readonly user_id: string;
  readonly event?: string;
  readonly previous_id?: string;
}

/** What arrived in the destination of one person. */
const of = (user: string) => (bodiesOf(sink.requests) as Arrived[]).filter(({ user_id }) => user_id === user);
const eventsOf = (user: string) => of(user).flatMap(({ event }) => event ?? []);
const expectEvents = async (user: string, events: readonly string[]) => {
  await expect.poll(() => eventsOf(user).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(events.length);
  await Promise.all([server.settled(), secure.settled()]);
  expect(eventsOf(user)).toEqual(events);
};

async function visit(way: Way, key: string, host = server.address) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(shop.page(way, host, key));
  return { context, page, errors };
}

/** Runs in the page. */
type Analytics = Record<
  'identify' | 'track' | 'page' | 'group' | 'alias' | 'addSourceMiddleware',
  (...words: unknown[]) => unknown
>;
declare const window: {
  readonly analytics: Analytics;
  addEventListener(name: string, listener: () => void, captures: boolean): void;
};

describe.skipIf(!hasBrowser)('a page in Chromium', () => {
  for (const way of ways) {
    for (const strategy of ['batching', 'standard'] as const) {
      it(`with analytics.js by ${way}, ${strategy}: every call arrives once`, async () => {
        const user = `${way} ${strategy}`;
        // 1.70 sends batches by https alone, whatever the settings say.
        const isSecure = way === 'npm of 1.70' && strategy === 'batching';
        const { address } = isSecure ? secure : server;
        const { context, page, errors } = await visit(way, `${strategy}-key`, address);
        await page.waitForFunction(() => window.analytics !== undefined && !Array.isArray(window.analytics));
        await page.evaluate(
          async ([id, isAwaited]) => {
            // Sent one by one, calls keep their order when each is waited for.
            const made = async (sent: unknown) => (isAwaited ? await sent : undefined);
            await made(window.analytics.identify(id, { firstName: 'Michael', plan: 'Startup' }));
            for (let at = 0; at < 7; at++) await made(window.analytics.track(`event ${at}`, { price: at }));
            await made(window.analytics.page('Home'));
            await made(window.analytics.group('g1', { name: 'Initech' }));
          },
          [user, strategy === 'standard'] as const,
        );
        await expect.poll(() => of(user).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(10);
        await Promise.all([server.settled(), secure.settled()]);
        const events = [...Array.from({ length: 7 }, (_, at) => `event ${at}`), '[Segment Page] Home'];
        expect(eventsOf(user)).toEqual(events);
        expect(of(user)).toHaveLength(10);
        expect(of(user)[0]).toMatchObject({ user_id: user, first_name: 'Michael', attributes: { plan: 'Startup' } });
        expect(of(user).at(-1)).toMatchObject({ group_id: 'g1', group_attributes: { name: 'Initech' } });
        expect(of(user)[1]).toMatchObject({ event: 'event 0', properties: { price: 0 } });
        expect(errors).toEqual([]);
        await context.close();
      });
    }
  }

  it('sends again what got a 429, a 503 or no answer, and it arrives once', async () => {
    trouble.next('429', '503', 'cut');
    const { context, page } = await visit('snippet', 'batching-key', trouble.address);
    // The settings name the address by which they were asked for, so calls go through the bad network too.
    await page.evaluate(() => {
      window.analytics.identify('unlucky');
      for (let at = 0; at < 3; at++) window.analytics.track(`event ${at}`);
    });
    await expectEvents('unlucky', ['event 0', 'event 1', 'event 2']);
    expect(trouble.left()).toBe(0);
    await context.close();
  });

  it('sends more at once than may outlive a page, each call once', async () => {
    const { context, page } = await visit('snippet', 'standard-key');
    await page.evaluate(() => {
      window.analytics.identify('eager');
      for (let at = 0; at < 100; at++) window.analytics.track('Much', { at, text: 'x'.repeat(2000) });
    });
    await expect.poll(() => of('eager').length, { timeout: 20_000 }).toBeGreaterThanOrEqual(101);
    await server.settled();
    expect(of('eager')).toHaveLength(101);
    await context.close();
  });

  describe.each(['batching', 'standard'] as const)('that sends %s', (strategy) => {
    /** A page that lost its network and then made two calls. */
    const callInTunnel = async (user: string) => {
      const { context, page } = await visit('snippet', `${strategy}-key`);
      await page.waitForFunction('window.analytics.initialized');
      await context.setOffline(true);
      await page.evaluate((id) => {
        window.analytics.identify(id);
        window.analytics.track('In the tunnel');
      }, user);
      return { context, page };
    };

    /** A page that does something and goes away at once. */
    const leaveAfter = async (user: string, does: (user: string) => unknown) => {
      const { context, page } = await visit('snippet', `${strategy}-key`);
      await page.waitForFunction('window.analytics.initialized');
      await page.evaluate(does, user);
      await page.goto('about:blank');
      return { context, page };
    };

    it('sends what is left when the person goes away', async () => {
      const user = `leaving ${strategy}`;
      const { context, page } = await leaveAfter(user, (id) => {
        window.analytics.identify(id);
        window.analytics.track('Left');
      });
      await expectEvents(user, ['Left']);
      expect(of(user)).toHaveLength(2);
      expect(of(user)[0]).not.toHaveProperty('event');

      // What was on its way is kept too, and sent once more by the next visit.
      await page.goto(shop.page('snippet', server.address, `${strategy}-key`));
      await page.evaluate(() => void window.analytics.track('Back'));
      await expectEvents(user, ['Left', 'Back']);
      await page.waitForTimeout(1000);
      await expectEvents(user, ['Left', 'Back']);
      expect(of(user)).toHaveLength(3);
      await context.close();
    });

    it('sends a call that is made while the person goes away', async () => {
      const user = `late ${strategy}`;
      const { context } = await leaveAfter(user, (id) => {
        window.analytics.identify(id);
        // As one that was there before analytics.js: after its own, batches take no call while one is on its way.
        window.addEventListener('pagehide', () => void window.analytics.track('Stayed', { seconds: 7 }), true);
      });
      await expectEvents(user, ['Stayed']);
      expect(of(user)).toHaveLength(2);
      await context.close();
    });

    it('sends nothing that a middleware still holds when the person goes away', async () => {
      const user = `held ${strategy}`;
      const { context } = await leaveAfter(user, async (id) => {
        type Held = { payload: { obj: { event?: string } }; next: (payload: unknown) => void };
        const holds = ({ payload, next }: Held) => (payload.obj.event === 'Secret' ? undefined : next(payload));
        await window.analytics.addSourceMiddleware(holds);
        window.analytics.identify(id);
        window.analytics.track('Secret');
        window.analytics.track('Not for you', {}, { integrations: { 'Segment.io': false } });
        window.analytics.track('Left');
      });
      await expectEvents(user, ['Left']);
      expect(of(user)).toHaveLength(2);
      await context.close();
    });

    it('keeps calls while it is offline', async () => {
      const user = `offline ${strategy}`;
      const { context, page } = await callInTunnel(user);
      await page.waitForTimeout(1500);
      expect(of(user)).toEqual([]);
      await context.setOffline(false);
      await expectEvents(user, ['In the tunnel']);
      expect(of(user)).toHaveLength(2);
      await context.close();
    });

    it('keeps calls over a reload while it is offline', async () => {
      const user = `traveller ${strategy}`;
      const { context, page } = await callInTunnel(user);
      await page.waitForTimeout(300);
      await context.setOffline(false);
      await page.reload();
      await page.evaluate(() => void window.analytics.track('Out again'));
      await expect.poll(() => eventsOf(user).length, { timeout: 15_000 }).toBe(2);
      await server.settled();
      expect(eventsOf(user).toSorted()).toEqual(['In the tunnel', 'Out again']);
      await context.close();
    });
  });
});
