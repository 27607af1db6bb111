import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserTest } from './chromium.ts';
import { open, openWorld, type World } from './world.ts';

/* The example for a mapping of one's own, built as its pages say. */

const path = (relative: string) => fileURLToPath(new URL(`../example/own-mapping/${relative}`, import.meta.url));
const cli = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const crosswalk = (...words: string[]) => execFileSync(process.execPath, [cli, ...words], { encoding: 'utf8' });
const built = (bundler: string) => readFileSync(path(`dist/${bundler}/page.js`), 'utf8');

let world: World | undefined;
beforeAll(async () => {
  crosswalk('compile', path('mapping'), '--target', 'browser', '-o', path('dist/mapping.js'));
  execFileSync(process.execPath, [path('esbuild.mjs')]);
  const { build } = await import('vite');
  await build({ configFile: path('vite.config.mjs'), logLevel: 'error' });
  world = await openWorld();
});
afterAll(() => world?.close());

test('its cases hold', () => {
  expect(crosswalk('test', path('mapping'))).toContain('3 cases passed');
});

test('either bundler makes a script of less than 9 KB', () => {
  for (const bundler of ['esbuild', 'vite']) {
    expect(gzipSync(built(bundler), { level: 9 }).length, bundler).toBeLessThan(9000);
  }
});

browserTest('what either bundler made sends by the mapping', async () => {
  const { site, settings, visitor, callsOf } = world!;
  for (const bundler of ['esbuild', 'vite']) {
    site.script(`/${bundler}.js`, built(bundler));
    const { publicApiKey, endpoint } = settings;
    const script = `<script defer src="/${bundler}.js" data-key="${publicApiKey}" data-endpoint="${endpoint}"></script>`;
    site.page(`/${bundler}`, script);
    const page = await open(await visitor(), `${site.origin}/${bundler}`);
    await page.evaluate((user) => {
      const { shop } = window as unknown as { shop: Record<'identify' | 'track', (...given: unknown[]) => void> };
      shop.identify(user);
      shop.track('Cart Viewed');
      shop.track('Order Completed', { total: 12.5 });
    }, bundler);
    expect((await callsOf(bundler, 1)).map(({ body }) => body)).toEqual([
      { user_id: bundler, event: 'Purchase', properties: { total: 12.5, cents: 1250 } },
    ]);
  }
});
