import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { bundle, compiled, integrityOf } from '../build/bundle.ts';
import { shapes } from '../build/shapes.ts';
import { browserTest } from './chromium.ts';
import { open, openWorld, type World } from './world.ts';

let world: World;
let users = 0;

beforeAll(async () => {
  const opened = await openWorld();
  if (!opened) return;
  world = opened;
  const { site, settings } = world;
  const folder = fileURLToPath(new URL('../../../mappings/connect', import.meta.url));
  const mapping = compiled(folder);
  const text = await bundle(shapes.standalone.entry('1.0.0'), mapping, 'iife');
  site.script('/connect.js', text);
  site.script('/connect.debug.js', await bundle(shapes.debug.entry(), compiled(folder, true), 'iife'));
  site.script(
    '/before.js',
    `window.connect = window.connect || [];
    connect.push(['identify', new URLSearchParams(location.search).get('user'), { plan: 'pro' }]);
    connect.push(['page']);`,
  );
  const script = (more: string) =>
    `<script src="/connect.js" data-key="${settings.publicApiKey}" data-endpoint="${settings.endpoint}" ${more}></script>`;
  site.page('/', script(`integrity="${integrityOf(text)}"`));
  site.page('/early', `<title>Early</title><script src="/before.js"></script>${script('')}`);
  site.page('/held', `<script src="/before.js"></script>${script('data-consent="wait"')}`);
  site.page('/debug', `<script src="/before.js"></script>${script('data-debug')}`);
  site.page('/no-pages', `<script src="/before.js"></script>${script('data-send-pages="false"')}`);
});
afterAll(() => world?.close());
beforeEach(() => world?.reset());

interface Connect {
  identify(id?: string | null, traits?: object): void;
  track(event: string, properties?: object): void;
  page(name?: string): void;
  screen(name?: string): void;
  group(id: string, traits?: object): void;
  alias(id: string, previous?: string): void;
  reset(): void;
  flush(): Promise<void>;
  ready(callback: () => void): void;
  on(listener: (heard: { type: string }) => void): void;
  off(listener: (heard: { type: string }) => void): void;
  allow(): void;
  push(command: unknown[]): void;
}
declare const window: Window & { connect: Connect };

const newUser = () => `visitor-${++users}`;
const bodies = async (user: string, count: number) => (await world.callsOf(user, count)).map(({ body }) => body);
const stored = (page: Page) =>
  page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => name)]);

browserTest('every kind of call goes to Connect, in batches and in order', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), `${world.site.origin}/`);
  await page.evaluate((id) => {
    const { connect } = window;
    connect.identify(id, { firstName: 'Michael' });
    connect.track('Signed Up', { price: 1 });
    connect.page('Home');
    connect.screen('Inbox');
    connect.group('initech', { seats: 7 });
    connect.push(['track', 'Pushed']);
    connect.alias(id, 'earlier');
  }, user);
  const calls = await bodies(user, 7);
  expect(
    calls.map(({ event, group_id, previous_id, first_name }) => event ?? group_id ?? previous_id ?? first_name),
  ).toEqual(['Michael', 'Signed Up', '[Segment Page] Home', '[Segment Screen] Inbox', 'initech', 'Pushed', 'earlier']);
});

browserTest('commands given before the script was there are done in their order', async () => {
  const user = newUser();
  await open(await world.visitor(), `${world.site.origin}/early?user=${user}`);
  const [identify, page] = await bodies(user, 2);
  expect(identify).toMatchObject({ user_id: user, attributes: { plan: 'pro' } });
  expect(page).toMatchObject({ event: expect.stringContaining('[Segment Page]'), properties: { title: 'Early' } });
});

browserTest('settings of the mapping stand at the script', async () => {
  const user = newUser();
  await open(await world.visitor(), `${world.site.origin}/no-pages?user=${user}`);
  expect(await bodies(user, 1)).toMatchObject([{ attributes: { plan: 'pro' } }]);
});

browserTest('a visitor keeps id and traits from page to page, until reset', async () => {
  const user = newUser();
  const visitor = await world.visitor();
  const first = await open(visitor, `${world.site.origin}/`);
  await first.evaluate(async (id) => {
    window.connect.identify(id, { plan: 'pro' });
    await window.connect.flush();
  }, user);
  const second = await open(visitor, `${world.site.origin}/`);
  await second.evaluate(() => {
    window.connect.track('Second page');
    window.connect.identify(null, { seats: 7 });
  });
  expect(await bodies(user, 3)).toMatchObject([
    { attributes: { plan: 'pro' } },
    { event: 'Second page' },
    { attributes: { plan: 'pro', seats: 7 } },
  ]);
  const ids = await second.evaluate(() => {
    const heard: unknown[] = [];
    window.connect.on((one) => heard.push((one as unknown as { call: { anonymousId: string } }).call?.anonymousId));
    window.connect.track('Before');
    window.connect.reset();
    window.connect.track('After');
    return heard;
  });
  expect(new Set(ids).size).toBe(2);
  expect((await world.connect.calls()).some(({ user_id }) => user_id === ids[1])).toBe(false);
  await expect
    .poll(async () => (await world.connect.calls()).find(({ user_id }) => user_id === ids[1])?.body.event)
    .toBe('After');
});

browserTest('without consent nothing is stored and nothing sent; with it all is made up for', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), `${world.site.origin}/held?user=${user}`);
  await page.evaluate(() => window.connect.track('Held'));
  expect(await stored(page)).toEqual([]);
  expect(world.gate.posts).toEqual([]);
  const isReady = page.evaluate(() => new Promise((resolve) => window.connect.ready(() => resolve('ready'))));
  await page.evaluate(() => window.connect.allow());
  expect(await isReady).toBe('ready');
  expect((await bodies(user, 3)).map(({ event }) => event)).toEqual([undefined, expect.any(String), 'Held']);
  expect(await page.context().cookies()).toEqual([]);
});

browserTest('listeners hear what became of calls, until they are taken off', async () => {
  const user = newUser();
  const page = await open(await world.visitor(), `${world.site.origin}/`);
  const heard = await page.evaluate(async (id) => {
    const types: string[] = [];
    const listener = ({ type }: { type: string }) => void types.push(type);
    window.connect.on(listener);
    window.connect.identify(id);
    await window.connect.flush();
    window.connect.off(listener);
    window.connect.track('Unheard');
    return types;
  }, user);
  expect(heard).toEqual(['call', 'sent']);
  await bodies(user, 2);
});

browserTest('debug explains each call in the console, by a script that others do not load', async () => {
  const user = newUser();
  const context = await world.visitor();
  const said: string[] = [];
  context.on('console', (message) => said.push(message.text()));
  await open(context, `${world.site.origin}/debug?user=${user}`);
  await bodies(user, 2);
  expect(said).toContainEqual(expect.stringContaining('Connect: identify  -> mapped'));
  expect(said).toContainEqual(expect.stringContaining('by the rule identify'));
  expect(said).toContainEqual(expect.stringContaining('user_id <- userId'));
  expect(said).toContainEqual(expect.stringContaining('email is absent'));
  expect(said).toContainEqual(expect.stringContaining('Connect: sent'));
});

browserTest('it leaves no global but its own', async () => {
  const page = await open(await world.visitor(), `${world.site.origin}/`);
  const globals = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const usual = new Set(Object.keys(frame.contentWindow!));
    frame.remove();
    return Object.keys(window).filter((name) => !usual.has(name) && !/^\d+$/.test(name));
  });
  expect(globals).toEqual(['connect']);
});
