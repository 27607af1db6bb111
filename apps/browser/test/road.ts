import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { bundle, compiled } from '../build/bundle.ts';
import { open, type World } from './world.ts';

/** What a page of these tests has in its window. */
export interface RoadWindow extends Window {
  openRoad(settings: object, options: object): void;
  track(user: string, event: string, properties?: object): void;
  flush(): Promise<void>;
  news: { type: string; calls: number; why?: string; ms?: number }[];
}

/** Puts a page there that has the sender and nothing else. */
export async function serveRoad(world: World): Promise<void> {
  const mapping = compiled(fileURLToPath(new URL('../../../mappings/connect', import.meta.url)));
  const entry = `
    import * as mapping from 'mapping';
    import { openRoad } from './src/plugin/road.ts';
    import { batching } from './src/send/batch.ts';
    window.news = [];
    window.openRoad = (settings, { batches, ...options }) => {
      const tell = (one) => window.news.push(one);
      const road = openRoad(mapping, settings, { tell, ...(batches && { batching }), ...options });
      let count = 0;
      const prefix = crypto.randomUUID();
      // Waits are short, so that the tests are.
      Math.random = () => 0.05;
      window.track = (userId, event, properties = {}) => road.take({
        type: 'track', userId, event, properties, messageId: prefix + '-' + count++, context: {}, integrations: {},
        timestamp: new Date().toISOString(), receivedAt: new Date().toISOString(),
      }, Date.now());
      window.flush = road.flush;
    };`;
  world.site.script('/road.js', await bundle(entry, mapping, 'iife'));
  world.site.page('/', '<script src="/road.js"></script>');
}

declare const window: RoadWindow;

/** A page of a visitor, with its sender open. */
export async function visitRoad(world: World, context: BrowserContext, options: object = {}): Promise<Page> {
  const page = await open(context, world.site.origin);
  await page.evaluate(([settings, given]) => window.openRoad(settings!, given!), [world.settings, options]);
  return page;
}
