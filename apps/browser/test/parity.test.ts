import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BriefOutcome, Note, Outcome, Settings } from '@crosswalk/engine';
import { readCases } from '@crosswalk/engine/cases';
import { loadMapping } from '@crosswalk/folder';
import { normalise, route } from '@crosswalk/segment';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, compiled } from '../build/bundle.ts';
import type { Mapping } from '../src/mapping.ts';
import { browserTest } from './chromium.ts';
import { open, openWorld, type World } from './world.ts';

const folder = fileURLToPath(new URL('../../../mappings/connect', import.meta.url));
const { destination, cases } = loadMapping(folder);

interface Given {
  readonly name: string;
  readonly event: unknown;
  readonly context: { readonly settings: Settings; readonly now: number };
}

const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const { settings } = destination!.settings({ apiKey: '0'.repeat(32) });

const ofCases: Given[] = readCases(cases, destination).files.flatMap((file) =>
  file.cases.map((one) => {
    const told = destination!.settings({ ...file.settings, ...one.settings }).settings;
    return { name: one.name, event: one.event, context: { settings: told, now: one.now } };
  }),
);

interface Recorded {
  readonly client: string;
  readonly requests: readonly { readonly body: { readonly batch?: readonly unknown[] } }[];
}
const recordings = new URL('../../../packages/segment/fixtures/recorded/', import.meta.url);
const ofClients: Given[] = readdirSync(recordings)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const { client, requests } = JSON.parse(readFileSync(new URL(name, recordings), 'utf8')) as Recorded;
    return requests
      .flatMap(({ body }) => body.batch ?? [body])
      .flatMap((sent) => {
        const { call } = normalise(sent, { receivedAt: new Date(now).toISOString(), newId: () => 'minted' });
        return call ? [{ name: client, event: call, context: { settings, now } }] : [];
      });
  });

/** What must be the same. The page's script says what went wrong in codes; the words are those of the script that explains. */
function told(outcome: BriefOutcome) {
  const brief = (list: readonly Note[]) => [...new Set(list.map(({ code, field }) => `${code} ${field ?? ''}`))].sort();
  return JSON.stringify(
    outcome.status === 'mapped'
      ? { ...outcome, warnings: brief(outcome.warnings) }
      : outcome.status === 'rejected'
        ? { ...outcome, errors: brief(outcome.errors) }
        : { status: outcome.status, rule: outcome.rule },
  );
}
const onServer = ({ event, context }: Given) => route(event as never, destination!, context) as Outcome;

const mapping = compiled(folder);
interface Page extends Window {
  outcomes(given: readonly Given[]): BriefOutcome[];
  explained(given: readonly Given[]): Outcome[];
}
declare const window: Page;

let world: World | undefined;
beforeAll(async () => {
  world = await openWorld();
  if (!world) return;
  const entry = `
    import * as mapping from 'mapping';
    import { route } from '@crosswalk/segment';
    const run = ({ event, context }) => route(event, mapping, context);
    window.outcomes = (given) => given.map(run);`;
  const explaining = `
    import { explain, names } from 'mapping';
    import { route } from '@crosswalk/segment';
    const map = (event, context) => explain(event, context).outcome;
    window.explained = (given) => given.map(({ event, context }) => route(event, { names, map }, context));`;
  world.site.script('/mapping.js', await bundle(entry, mapping, 'iife'));
  world.site.script('/explaining.js', await bundle(explaining, compiled(folder, true), 'iife'));
  world.site.page('/', '<script src="/mapping.js"></script><script src="/explaining.js"></script>');
});
afterAll(() => world?.close());

browserTest('every case and every recorded event gives in Chromium what it gives in Node', async () => {
  const given = [...ofCases, ...ofClients];
  expect(ofCases.length).toBeGreaterThan(150);
  expect(ofClients.length).toBeGreaterThan(100);
  const page = await open(await world!.visitor(), world!.site.origin);
  // As text: what passes from Node to a page by itself would lose keys called __proto__.
  const text = JSON.stringify(given);
  const [there, explained] = JSON.parse(
    await page.evaluate((all) => {
      const given = JSON.parse(all) as Given[];
      return JSON.stringify([window.outcomes(given), window.explained(given)]);
    }, text),
  ) as [BriefOutcome[], Outcome[]];
  const alike = JSON.parse(text) as Given[];
  const different = alike.filter((one, index) => told(onServer(one)) !== told(there[index]!));
  expect(different.map(({ name }) => name)).toEqual([]);
  // The script that explains says the same, to the last word.
  const otherwise = alike.filter((one, index) => JSON.stringify(onServer(one)) !== JSON.stringify(explained[index]));
  expect(otherwise.map(({ name }) => name)).toEqual([]);
});

/** Values of any kind in the places that the mapping looks at. */
const leaf = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'Ann Lee',
    'a@b.example',
    'Europe/Berlin',
    'ios',
    'Android',
    '2020-01-02T03:04:05.678Z',
    'x'.repeat(250),
  ),
  fc.constantFrom(0, -1, 1.5, 1e15, 4711, true, false, null),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'url', 'type', 'token', 'device', 'email', 'id'), tie('any'), { maxKeys: 3 }),
  ),
})).any;
const traits = fc.dictionary(
  fc.constantFrom(
    'firstName',
    'first_name',
    'lastName',
    'name',
    'email',
    'Email',
    'phone',
    'phones',
    'timezone',
    'id',
    'user id',
    'plan',
    '-',
  ),
  value,
  { maxKeys: 6 },
);
const context = fc.record(
  {
    device: fc.oneof(fc.record({ type: leaf, token: value }, { requiredKeys: [] }), value),
    library: fc.oneof(fc.record({ name: fc.constantFrom('analytics-ios', 'analytics-android', 7) }), value),
    timezone: value,
    page: fc.oneof(fc.record({ url: leaf }), value),
  },
  { requiredKeys: [] },
);
const event = fc.record(
  {
    type: fc.constantFrom('identify', 'identify', 'track', 'page', 'screen', 'group', 'alias', 'other'),
    userId: leaf,
    anonymousId: value,
    previousId: leaf,
    to: leaf,
    from: leaf,
    groupId: value,
    event: value,
    name: value,
    category: value,
    traits: fc.oneof(traits, value),
    properties: fc.oneof(traits, value),
    context: fc.oneof(context, value),
    timestamp: value,
    receivedAt: leaf,
  },
  { requiredKeys: ['type'] },
);

test('the short module maps any event as the server does', async () => {
  const source = await bundle("export * from 'mapping';", mapping, 'esm');
  const short = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Mapping;
  const contexts = [
    { settings, now },
    { settings: { ...settings, androidTokens: 'gcm', sendPages: false }, now },
  ];
  const numRuns = process.env.CROSSWALK_LONG === '1' ? 50_000 : 3000;
  fc.assert(
    fc.property(event, fc.constantFrom(...contexts), (one, given) => {
      expect(told(route(one as never, short, given))).toBe(told(route(one as never, destination!, given) as Outcome));
    }),
    { numRuns },
  );
});

test('it packs and judges as the server does', async () => {
  const source = await bundle("export * from 'mapping';", mapping, 'esm');
  const short = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Mapping;
  const request = { settings: { ...settings, endpoint: 'https://connect.example//' }, deliveryId: 'id' };
  for (const bodies of [[{ a: 1 }], [{ a: 1 }, { b: 2 }]]) {
    expect(short.pack('identify', bodies, request)).toEqual(destination!.pack('identify', bodies, request));
  }
  for (const status of [undefined, 200, 204, 302, 400, 401, 404, 408, 413, 422, 425, 429, 500, 503]) {
    const answer = status === undefined ? { error: 'network' } : { status };
    expect(short.judge(answer), String(status)).toBe(destination!.judge(answer));
  }
  expect(short.settings({ sendPages: false }).settings).toMatchObject({ sendPages: false, androidTokens: 'fcm' });
});
