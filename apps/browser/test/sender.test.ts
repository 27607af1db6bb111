import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { browserTest } from './chromium.ts';
import { type RoadWindow, serveRoad, visitRoad } from './road.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let visits = 0;

beforeAll(async () => {
  const opened = await openWorld();
  if (!opened) return;
  world = opened;
  await serveRoad(world);
});
afterAll(() => world?.close());
beforeEach(() => world?.reset());

declare const window: RoadWindow;

const visit = (context: BrowserContext, options?: object) => visitRoad(world, context, options);
const newUser = () => `user-${++visits}`;
const track = (page: Page, user: string, ...events: string[]) =>
  page.evaluate(
    ({ user, events }) => {
      for (const event of events) window.track(user, event);
    },
    { user, events },
  );
const eventsOf = async (user: string, count: number) =>
  (await world.callsOf(user, count)).map(({ body }) => body.event);
const many = (count: number) => Array.from({ length: count }, (_, index) => `Event ${index}`);

browserTest('calls arrive in order, each alone under the id that a server would give it', async () => {
  const user = newUser();
  const page = await visit(await world.visitor());
  await track(page, user, ...many(12));
  expect(await eventsOf(user, 12)).toEqual(many(12));
  expect(new Set(world.gate.posts.map(({ guid }) => guid)).size).toBe(12);
  expect(world.gate.posts.every(({ bodies, path }) => bodies === 1 && path === '/v2/track')).toBe(true);
});

browserTest('calls that wait together go in one batch where batches are allowed', async () => {
  const user = newUser();
  const page = await visit(await world.visitor(), { batches: true });
  await track(page, user, ...many(250));
  expect(await eventsOf(user, 250)).toEqual(many(250));
  expect(world.gate.posts.length).toBeLessThan(7);
});

browserTest('an answer that is lost makes no second call: the same id is sent again', async () => {
  const user = newUser();
  for (const batches of [false, true]) {
    await world.reset();
    world.gate.next('cut', 'cut');
    const page = await visit(await world.visitor(), { batches });
    await track(page, `${user} ${batches}`, 'A', 'B', 'C');
    expect(await eventsOf(`${user} ${batches}`, 3)).toEqual(['A', 'B', 'C']);
    const ids = world.gate.posts.slice(0, 3).map(({ guid }) => guid);
    expect(new Set(ids).size).toBe(1);
  }
});

browserTest('Connect is down for a while: calls wait and arrive in order', async () => {
  const user = newUser();
  // Chromium itself sends once more over a new connection when one breaks.
  world.gate.next({ answer: 503 }, 'refuse', 'refuse', { answer: 500 });
  const page = await visit(await world.visitor());
  await track(page, user, 'A', 'B', 'C');
  expect(await eventsOf(user, 3)).toEqual(['A', 'B', 'C']);
  const news = await page.evaluate(() => window.news);
  const waits = news.filter(({ type }) => type === 'waiting').map(({ why }) => why);
  expect([...new Set(waits)]).toEqual(['503', 'network', '500']);
});

browserTest('Retry-After is waited for', async () => {
  const user = newUser();
  world.gate.next({ answer: 429, retryAfter: '1' });
  const page = await visit(await world.visitor());
  await track(page, user, 'A');
  expect(await eventsOf(user, 1)).toEqual(['A']);
  const [first, second] = world.gate.posts;
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
});

browserTest('what a closed page left is sent by the next visit, once and in order', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  world.gate.all('refuse');
  const page = await visit(visitor, { batches: true });
  await track(page, user, ...many(20));
  await expect.poll(() => page.evaluate(() => window.news.length)).toBeGreaterThan(0);
  await page.close();
  world.gate.all();
  const again = await visit(visitor, { batches: true });
  await track(again, user, 'Later');
  await again.evaluate(() => window.dispatchEvent(new Event('online')));
  expect(await eventsOf(user, 21)).toEqual([...many(20), 'Later']);
});

browserTest('what waits when a tab crashes is sent by the next visit', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  world.gate.all('refuse');
  const page = await visit(visitor, { batches: true });
  await track(page, user, ...many(5));
  await expect.poll(() => page.evaluate(() => window.news.length)).toBeGreaterThan(0);
  await page.goto('chrome://crash').catch(() => {});
  world.gate.all();
  await visit(visitor, { batches: true });
  expect(await eventsOf(user, 5)).toEqual(many(5));
});

browserTest('a page that goes away does not overtake what an earlier one left', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  world.gate.all({ answer: 503, retryAfter: '1' });
  const first = await visit(visitor);
  await track(first, user, 'First');
  await expect.poll(() => first.evaluate(() => window.news.length)).toBeGreaterThan(0);
  await first.close();
  world.gate.all();
  const second = await visit(visitor);
  await track(second, user, 'Second');
  await second.goto('about:blank');
  await visit(visitor);
  expect(await eventsOf(user, 2)).toEqual(['First', 'Second']);
});

browserTest('a listener that throws holds up nothing', async () => {
  const user = newUser();
  const page = await world.visitor().then((visitor) => visitor.newPage());
  await page.goto(world.site.origin);
  await page.evaluate((settings) => {
    const tell = () => {
      throw new Error('a fault of the page');
    };
    // Reported as any error of the page.
    window.addEventListener('error', (event) => event.preventDefault());
    window.openRoad(settings, { tell });
  }, world.settings);
  await track(page, user, 'A', 'B');
  expect(await eventsOf(user, 2)).toEqual(['A', 'B']);
});

browserTest('a call made while the page goes away still arrives, and once', async () => {
  for (const batches of [false, true]) {
    const user = newUser();
    const visitor = await world.visitor();
    const page = await visit(visitor, { batches });
    await page.evaluate((id) => {
      addEventListener('pagehide', () => window.track(id, 'Left'));
    }, user);
    await page.goto('about:blank');
    await visit(visitor, { batches });
    expect(await eventsOf(user, 1)).toEqual(['Left']);
  }
});

browserTest('offline, calls wait; back online, they go at once', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  const page = await visit(visitor);
  await visitor.setOffline(true);
  await track(page, user, 'A', 'B');
  await expect.poll(() => page.evaluate(() => window.news.length)).toBeGreaterThan(0);
  await visitor.setOffline(false);
  expect(await eventsOf(user, 2)).toEqual(['A', 'B']);
});

browserTest('two tabs send one after the other, and what one leaves the other takes', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  world.gate.slow(20);
  const [one, two] = [await visit(visitor, { batches: true }), await visit(visitor, { batches: true })];
  await Promise.all([
    track(one, `${user} one`, ...many(30)),
    track(two, `${user} two`, ...many(30)),
    new Promise((resolve) => setTimeout(resolve, 50)).then(() => one.close()),
  ]);
  expect(await eventsOf(`${user} one`, 30)).toEqual(many(30));
  expect(await eventsOf(`${user} two`, 30)).toEqual(many(30));
});

browserTest('one bad call costs no other: its batch is halved until it is alone', async () => {
  const user = newUser();
  const page = await visit(await world.visitor(), { batches: true });
  world.gate.all((body) => (body.includes('Bad') ? { answer: 400 } : undefined));
  await track(page, user, ...many(4), 'Bad', ...many(4));
  await expect.poll(() => page.evaluate(() => window.news.filter(({ type }) => type === 'dropped'))).toHaveLength(1);
  const dropped = await page.evaluate(() => window.news.find(({ type }) => type === 'dropped'));
  expect(dropped).toMatchObject({ calls: 1, why: 'refused: 400' });
  expect(await eventsOf(user, 8)).toEqual([...many(4), ...many(4)]);
});

browserTest('a wrong key drops nothing: the environment is left alone for a while', async () => {
  const user = newUser();
  world.gate.next({ answer: 401 });
  const page = await visit(await world.visitor());
  await track(page, user, 'A');
  await expect
    .poll(() => page.evaluate(() => window.news))
    .toMatchObject([{ type: 'waiting', why: '401', ms: 60_000 }]);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  expect(await eventsOf(user, 1)).toEqual(['A']);
});

browserTest('too many calls, and calls that are too old, are dropped from the front and counted', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  world.gate.all({ answer: 503, retryAfter: '60' });
  const page = await visit(visitor, { mostWaiting: 5 });
  await track(page, user, ...many(8));
  await expect
    .poll(() => page.evaluate(() => window.news.filter(({ type }) => type === 'dropped')))
    .toMatchObject([{ calls: 3, why: 'too many calls wait' }]);
  // Nothing is on its way when the page is closed.
  await expect.poll(() => page.evaluate(() => window.news.at(-1)?.type)).toBe('waiting');
  await page.close();
  world.gate.all();
  const later = await visit(visitor, { longestWait: -1 });
  await expect.poll(() => later.evaluate(() => window.news.reduce((sum, { calls }) => sum + calls, 0))).toBe(5);
  expect(await world.callsOf(user, 0)).toEqual([]);
});

browserTest('without IndexedDB calls are kept in localStorage, and without both in the page', async () => {
  for (const missing of [['indexedDB'], ['indexedDB', 'localStorage']]) {
    const user = newUser();
    const visitor = await world.visitor();
    await visitor.addInitScript((names) => {
      for (const name of names) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('forbidden', 'SecurityError');
          },
        });
      }
    }, missing);
    world.gate.next({ answer: 503, retryAfter: '0' });
    const page = await visit(visitor, { batches: true });
    await track(page, user, ...many(5));
    expect(await eventsOf(user, 5)).toEqual(many(5));
  }
});

/** Leaves a visitor's browser no room: in IndexedDB, and in localStorage too. */
async function fillUp(page: Page, stores: readonly string[]): Promise<void> {
  if (stores.includes('indexedDB')) {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Storage.overrideQuotaForOrigin', { origin: world.site.origin, quotaSize: 1 });
  }
  if (!stores.includes('localStorage')) return;
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      try {
        for (let at = 0; ; at++) localStorage[`junk ${size} ${at}`] = 'x'.repeat(size);
      } catch {
        // Full, to within half of that.
      }
    }
  });
}

browserTest('a browser that has no room left still sends what is called, once and in order', async () => {
  for (const full of [['indexedDB'], ['indexedDB', 'localStorage']]) {
    for (const batches of [false, true]) {
      const user = newUser();
      const page = await visit(await world.visitor(), { batches });
      await fillUp(page, full);
      world.gate.next({ answer: 503, retryAfter: '0' });
      await track(page, user, ...many(5));
      expect(await eventsOf(user, 5)).toEqual(many(5));
      const news = await page.evaluate(() => window.news);
      expect(news.filter(({ type }) => type === 'dropped')).toEqual([]);
      await page.close();
    }
  }
});

browserTest('what had room and what had none arrive in the order of their calls', async () => {
  for (const batches of [false, true]) {
    const user = newUser();
    const visitor = await world.visitor();
    world.gate.all({ answer: 503, retryAfter: '1' });
    const page = await visit(visitor, { batches });
    await track(page, user, 'A', 'B');
    await expect.poll(() => page.evaluate(() => window.news.length)).toBeGreaterThan(0);
    await fillUp(page, ['indexedDB']);
    await track(page, user, 'C');
    await page.evaluate(() => window.flush());
    await fillUp(page, ['localStorage']);
    await track(page, user, 'D', 'E');
    await page.evaluate(() => window.flush());
    world.gate.all();
    expect(await eventsOf(user, 5)).toEqual(['A', 'B', 'C', 'D', 'E']);
  }
});
