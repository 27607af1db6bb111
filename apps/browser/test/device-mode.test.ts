import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { bundle, compiled } from '../build/bundle.ts';
import { shapes } from '../build/shapes.ts';
import { browserTest } from './chromium.ts';
import { privateKey } from './connect.ts';
import { startServer } from './server.ts';
import { open, openWorld, type World } from './world.ts';

/* analytics.js, the server and Connect as they are: the page gets its settings and its script from the server. */

let world: World | undefined;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  world = await openWorld();
  if (!world) return;
  const { site, settings, gate } = world;
  const source = (name: string, backup: boolean) => `
  - name: ${name}
    writeKeys: [${name}]
    mode: device
    deviceBackup: ${backup}
    destinations:
      - settings: { apiKey: ${privateKey}, endpoint: "${gate.address}" }
        page: { script: remote.js, settings: ${JSON.stringify(settings)} }`;
  const mapping = compiled(fileURLToPath(new URL('../../../mappings/connect', import.meta.url)));
  const remote = await bundle(shapes.remote.entry('1.0.0'), mapping, 'iife');
  server = await startServer(source('both', true) + source('alone', false), { 'remote.js': remote });
  const analytics = await build({
    stdin: {
      contents: `import { AnalyticsBrowser } from '@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser;`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
  });
  site.script('/segment.js', analytics.outputFiles[0]!.text);
  site.allowScripts(server.address);
  site.page('/', '<script src="/segment.js"></script>');
});
afterAll(async () => {
  await world?.close();
  await server?.stop();
});
beforeEach(() => world?.reset());

interface Analytics {
  identify(id: string): Promise<unknown>;
  track(event: string): Promise<unknown>;
}
declare const window: Window & { AnalyticsBrowser: { load(settings: object): Analytics } };

async function use(writeKey: string, user: string): Promise<void> {
  const page = await open(await world!.visitor(), world!.site.origin);
  await page.evaluate(
    async ({ key, id, cdnURL }) => {
      const analytics = window.AnalyticsBrowser.load({ writeKey: key, cdnURL });
      await Promise.all([analytics.identify(id), analytics.track('A'), analytics.track('B')]);
    },
    { key: writeKey, id: user, cdnURL: server.address },
  );
}
const shown = async (user: string) => (await world!.callsOf(user, 3)).map(({ body }) => body.event ?? 'identify');
const guids = () => world!.gate.posts.map(({ guid }) => guid);

browserTest('what the page and the server both send counts once', async () => {
  await use('both', 'backed');
  expect([...(await shown('backed'))].sort()).toEqual(['A', 'B', 'identify']);
  await expect.poll(() => guids().length, { timeout: 10_000 }).toBe(6);
  expect(new Set(guids()).size).toBe(3);
  expect(await shown('backed')).toHaveLength(3);
});

browserTest('without a backup the page alone sends, in the order of the calls', async () => {
  await use('alone', 'left');
  expect(await shown('left')).toEqual(['identify', 'A', 'B']);
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(guids()).toHaveLength(3);
});
