import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { bundle, compiled } from '../build/bundle.ts';
import { shapes } from '../build/shapes.ts';
import { browserTest } from './chromium.ts';
import { open, openWorld, type World } from './world.ts';

/* The example page, as a visitor uses it. */

let world: World;
beforeAll(async () => {
  const opened = await openWorld();
  if (!opened) return;
  world = opened;
  const { site, gate } = world;
  const text = (name: string) => readFileSync(new URL(`../example/shop/${name}`, import.meta.url), 'utf8');
  const mapping = compiled(fileURLToPath(new URL('../../../mappings/connect', import.meta.url)));
  site.script('/connect.js', await bundle(shapes.standalone.entry('1.0.0'), mapping, 'iife'));
  site.script('/shop.js', text('shop.js'));
  const page = text('index.html').replaceAll(
    'data-endpoint="http://127.0.0.1:4010"',
    `data-endpoint="${gate.address}"`,
  );
  site.document('/', page);
});
afterAll(() => world?.close());

browserTest("what a visitor of the example does stands in Connect's feed", async () => {
  const context = await world.visitor();
  const page = await open(context, `${world.site.origin}/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Look at the stapler' }).click();
  await page.getByRole('button', { name: 'Buy it' }).click();
  expect((await world.callsOf('michael.bolton', 3)).map(({ body }) => body.event ?? body.last_name)).toEqual([
    'Bolton',
    'Product Viewed',
    'Order Completed',
  ]);
  await expect.poll(() => page.locator('#log').textContent()).toContain('track Order Completed: mapped');
  const feed = await open(context, `${world.connect.address}/feed`);
  const shown = await feed.locator('body').textContent();
  for (const text of ['Order Completed', 'Product Viewed', '[Segment Page] Shop', 'michael.bolton']) {
    expect(shown).toContain(text);
  }
  const { CROSSWALK_SCREENSHOTS: folder } = process.env;
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/shop.png` });
  await feed.screenshot({ path: `${folder}/feed.png` });
});
