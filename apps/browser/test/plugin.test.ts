import { fileURLToPath } from 'node:url';
import { deliveryIdOf, namespaceOf } from '@crosswalk/delivery';
import type { AnalyticsBrowserSettings, Plugin as SegmentPlugin } from '@segment/analytics-next';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { bundle, compiled } from '../build/bundle.ts';
import { shapes } from '../build/shapes.ts';
import type { PluginFactory } from '../src/plugin/plugin.ts';
import { browserTest } from './chromium.ts';
import { open, openWorld, type World } from './world.ts';

let world: World;
let users = 0;

beforeAll(async () => {
  const opened = await openWorld();
  if (!opened) return;
  world = opened;
  const mapping = compiled(fileURLToPath(new URL('../../../mappings/connect', import.meta.url)));
  const analytics = await build({
    stdin: {
      contents: `import { Analytics, AnalyticsBrowser } from '@segment/analytics-next';
        window.segment = { Analytics, AnalyticsBrowser };`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
  });
  world.site.script('/segment.js', analytics.outputFiles[0]!.text);
  world.site.script('/remote.js', await bundle(shapes.remote.entry('1.2.3'), mapping, 'iife'));
  world.site.page('/without', '<script src="/segment.js"></script>');
  world.site.page('/', '<script src="/segment.js"></script><script src="/remote.js"></script>');
});
afterAll(() => world?.close());
beforeEach(() => world?.reset());

type Plugin = { name: string };
interface Analytics {
  identify(id: string, traits?: object, options?: object): Promise<unknown>;
  track(event: string, properties?: object, options?: object): Promise<{ event: { messageId: string } }>;
  page(category?: string, name?: string): Promise<unknown>;
  screen(name: string): Promise<unknown>;
  group(id: string, traits?: object): Promise<unknown>;
  alias(to: string, from?: string): Promise<unknown>;
  register(plugin: Plugin): Promise<unknown>;
}
interface Tested extends Window {
  segment: {
    AnalyticsBrowser: {
      load(settings: object, options?: object): Analytics & Promise<[Analytics]>;
    };
  };
  crosswalkConnect: { (settings: object): Plugin; pluginName: string };
  analytics: Analytics;
}
declare const window: Tested;

const newUser = () => `plugin-${++users}`;

/** A page with analytics.js and the plugin; Segment itself is not there. */
async function visit(context: BrowserContext, given: object = {}): Promise<Page> {
  const page = await open(context, world.site.origin);
  await page.evaluate(
    async (settings) => {
      const cdnSettings = { integrations: {} };
      const plugins = [window.crosswalkConnect(settings)];
      window.analytics = window.segment.AnalyticsBrowser.load({ writeKey: 'w', cdnSettings, plugins });
      await window.analytics;
    },
    { ...world.settings, ...given },
  );
  return page;
}

browserTest('every kind of call goes through the plugin, in the order of the calls', async () => {
  const user = newUser();
  const page = await visit(await world.visitor());
  await page.evaluate(async (id) => {
    const { analytics } = window;
    void analytics.identify(id, { firstName: 'Michael', email: 'm@initech.example', plan: 'pro' });
    void analytics.track('Signed Up', { price: 12.5, at: new Date(0) });
    void analytics.page('Docs', 'Home');
    void analytics.screen('Inbox');
    void analytics.group('initech', { seats: 7 });
    await analytics.alias(id, 'visitor-1');
  }, user);
  const calls = await world.callsOf(user, 6);
  expect(calls.map(({ kind, body }) => [kind, body.event ?? body.group_id ?? body.previous_id])).toEqual([
    ['identify', undefined],
    ['track', 'Signed Up'],
    ['track', '[Segment Page] Home'],
    ['track', '[Segment Screen] Inbox'],
    ['identify', 'initech'],
    ['identify', 'visitor-1'],
  ]);
  expect(calls[0]!.body).toMatchObject({
    first_name: 'Michael',
    email: 'm@initech.example',
    attributes: { plan: 'pro' },
  });
  expect(calls[1]!.body.properties).toEqual({ price: 12.5, at: '1970-01-01T00:00:00.000Z' });
});

browserTest('switches of a call turn the destination off and on', async () => {
  const user = newUser();
  const page = await visit(await world.visitor());
  const switches = [
    ['Off', { Connect: false }],
    ['All off', { All: false }],
    ['On alone', { All: false, Connect: true }],
    ['On by an object', { All: false, Connect: { some: 'option' } }],
    ['Off by another name', { 'Zendesk Connect': false }],
    ['Off by the oldest name', { Outbound: false }],
    ['Others off', { Mixpanel: false }],
  ] as const;
  await page.evaluate(
    async ({ id, all }) => {
      await window.analytics.identify(id);
      await Promise.all(all.map(([event, integrations]) => window.analytics.track(event, {}, { integrations })));
    },
    { id: user, all: switches },
  );
  const calls = await world.callsOf(user, 4);
  expect(calls.slice(1).map(({ body }) => body.event)).toEqual(['On alone', 'On by an object', 'Others off']);
});

browserTest('a plugin that is registered late takes the calls from then on', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), world.site.origin);
  await page.evaluate(
    async ({ id, settings }) => {
      const cdnSettings = { integrations: {} };
      const analytics = window.segment.AnalyticsBrowser.load({ writeKey: 'w', cdnSettings });
      await analytics.identify(id);
      await analytics.register(window.crosswalkConnect(settings));
      await analytics.track('Late');
    },
    { id: user, settings: world.settings },
  );
  expect((await world.callsOf(user, 1)).map(({ body }) => body.event)).toEqual(['Late']);
});

/** Loads analytics.js with Segment's settings that name the plugin, as a source in device mode has them. */
async function loadBySettings(page: Page, user: string, remote: object, plugins: 'given' | 'remote'): Promise<void> {
  await page.evaluate(
    async ({ id, entry, given }) => {
      const cdnSettings = { integrations: { Connect: { bundlingStatus: 'unbundled' } }, remotePlugins: [entry] };
      const options = given ? { plugins: [window.crosswalkConnect] } : {};
      const analytics = window.segment.AnalyticsBrowser.load({ writeKey: 'w', cdnSettings, ...options });
      await analytics.identify(id);
    },
    { id: user, entry: remote, given: plugins === 'given' },
  );
}
const entry = (more: object) => ({
  name: 'Connect',
  creationName: 'Connect',
  libraryName: 'crosswalkConnect',
  ...more,
});

browserTest('as a plugin factory it stands in for the remote script, with the settings of the source', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), world.site.origin);
  await loadBySettings(page, user, entry({ url: '/missing.js', settings: world.settings }), 'given');
  expect(await world.callsOf(user, 1)).toHaveLength(1);
});

browserTest('as a remote plugin it is loaded by analytics.js, and calls made before that are not lost', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), `${world.site.origin}/without`);
  await loadBySettings(
    page,
    user,
    entry({ url: `${world.site.origin}/remote.js`, settings: world.settings }),
    'remote',
  );
  expect(await world.callsOf(user, 1)).toHaveLength(1);
});

browserTest('settings that are wrong leave analytics.js as it is', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), `${world.site.origin}/without`);
  const wrong = { ...world.settings, publicApiKey: '0'.repeat(32) };
  await loadBySettings(page, user, entry({ url: `${world.site.origin}/remote.js`, settings: wrong }), 'remote');
  expect(await world.callsOf(user, 0)).toEqual([]);
});

browserTest('the id is the one that a server gives the call, so that both together count once', async () => {
  const user = newUser();
  const page = await visit(await world.visitor());
  const messageId = await page.evaluate(async (id) => {
    await window.analytics.identify(id);
    return (await window.analytics.track('Once')).event.messageId;
  }, user);
  const [, track] = await world.callsOf(user, 2);
  expect(track!.guid).toBe(deliveryIdOf(messageId, 0, namespaceOf('connect')));
});

browserTest('a private key is refused, before it is in the page of everybody', async () => {
  const page = await open(await world.visitor(), world.site.origin);
  const message = await page.evaluate(() => {
    try {
      window.crosswalkConnect({ publicApiKey: '0'.repeat(32) });
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(message).toBe("Connect: publicApiKey must begin with pub-. A private key in a page is everybody's");
});

browserTest('it leaves no global but its own, and no cookie', async () => {
  const context = await world.visitor();
  const page = await visit(context);
  await page.evaluate(() => window.analytics.track('A'));
  expect(await page.evaluate(() => Object.keys(window).filter((name) => /crosswalk|^connect/i.test(name)))).toEqual([
    'crosswalkConnect',
  ]);
  const cookies = (await context.cookies()).map(({ name }) => name).filter((name) => !name.startsWith('ajs_'));
  expect(cookies).toEqual([]);
});

test('analytics.js takes it by its types', () => {
  expectTypeOf<ReturnType<PluginFactory>>().toExtend<SegmentPlugin>();
  type Plugins = NonNullable<AnalyticsBrowserSettings['plugins']>;
  expectTypeOf<PluginFactory>().toExtend<Plugins[number]>();
});
