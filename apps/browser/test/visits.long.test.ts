import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { browserTest } from './chromium.ts';
import type { Fault } from './gate.ts';
import { type RoadWindow, serveRoad, visitRoad } from './road.ts';
import { openWorld, type World } from './world.ts';

/* Visitors open, leave, close and crash tabs while the way to Connect breaks: every call counts once, each tab's in order. */

let world: World;
beforeAll(async () => {
  const opened = await openWorld();
  if (!opened) return;
  world = opened;
  await serveRoad(world);
});
afterAll(() => world?.close());
declare const window: RoadWindow;

/** The same numbers for the same seed, from 0 up to 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const faults: readonly Fault[] = ['cut', 'refuse', { answer: 503 }, { answer: 500 }, { answer: 429, retryAfter: '0' }];

async function live(visitor: BrowserContext, name: string, batches: boolean, random: () => number) {
  const made = new Map<string, string[]>();
  const tabs: { page: Page; user: string }[] = [];
  const openTab = async () => {
    const user = `${name} ${made.size}`;
    made.set(user, []);
    tabs.push({ page: await visitRoad(world, visitor, { batches }), user });
  };
  for (let turn = 0; turn < 25; turn++) {
    if (tabs.length === 0 || (tabs.length < 3 && random() < 0.3)) await openTab();
    const { page, user } = tabs[Math.floor(random() * tabs.length)]!;
    const events = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => `Turn ${turn} ${index}`);
    made.get(user)!.push(...events);
    await page.evaluate(
      ({ user, events }) => {
        for (const event of events) window.track(user, event);
      },
      { user, events },
    );
    const end = random();
    if (end > 0.35) continue;
    tabs.splice(
      tabs.findIndex((tab) => tab.page === page),
      1,
    );
    if (end < 0.1) {
      // A crash takes what was called in its very last moment.
      await page.waitForTimeout(150);
      await page.goto('chrome://crash').catch(() => {});
    } else if (end < 0.2) await page.goto('about:blank');
    else await page.close({ runBeforeUnload: true });
  }
  return made;
}

browserTest.each(Array.from({ length: 12 }, (_, seed) => ({ seed, batches: seed % 2 === 1 })))(
  'seed $seed, batches $batches',
  async ({ seed, batches }) => {
    await world.reset();
    const random = numbers(seed + 1);
    const weather = numbers(seed + 1000);
    world.gate.all(() => (weather() < 0.3 ? faults[Math.floor(weather() * faults.length)] : undefined));
    const visitor = await world.visitor();
    const made = await live(visitor, `seed ${seed}`, batches, random);
    world.gate.all();
    const last = await visitRoad(world, visitor, { batches });
    await last.evaluate(() => window.dispatchEvent(new Event('online')));
    for (const [user, events] of made) {
      const calls = await world.callsOf(user, events.length);
      expect(
        calls.map(({ body }) => body.event),
        user,
      ).toEqual(events);
    }
  },
);
