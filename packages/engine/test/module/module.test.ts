import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Destination } from '../../src/index.ts';
import { anyEvent } from '../any-event.ts';
import { hostileEvent, hostileMapping, hostileTexts } from '../hostile-names.ts';
import { connectFolder, mustCompile, readFolder } from '../read-folder.ts';
import { bundled, CompiledProcess } from './compiled.ts';

/* A compiled module gives what the engine gives, where code from strings is forbidden and no package is near. */
const second = new URL('../../fixtures/second-destination/', import.meta.url);
const connect = mustCompile(readFolder(connectFolder), { version: '1.2.3' });
const herald = mustCompile(readFolder(second), { version: '1.0.0' });
const now = Date.UTC(2026, 0, 2);

describe.each([
  ['Connect', connect, { apiKey: '0123456789abcdef0123456789abcdef' }],
  ['the second destination', herald, { account: 'ada', password: 'secret' }],
])('%s', (_, destination: Destination, given) => {
  const { settings } = destination.settings(given);
  let text: string;
  const compiled = new CompiledProcess();
  beforeAll(async () => {
    text = await bundled(destination);
    await compiled.start(text);
  });
  afterAll(() => compiled.stop());

  test('is one file that imports nothing and makes no code', () => {
    expect(text).not.toMatch(/\beval\s*\(|new Function|\bimport\b|\brequire\s*\(/);
    for (const record of ['isTimeZone($', 'summary']) expect(text).not.toContain(record);
  });

  test('tells what it is', async () => {
    for (const told of ['name', 'version', 'names', 'operations'] as const) {
      expect(await compiled.ask(told)).toEqual(destination[told]);
    }
  });

  test('whatever the event is, the outcome is the same', async () => {
    const same = fc.asyncProperty(fc.oneof(anyEvent, typicalEvent), async (event) => {
      const outcome = await compiled.ask('map', event, { settings, now });
      if (!isDeepStrictEqual(outcome, structuredClone(destination.map(event, { settings, now })))) {
        expect(outcome).toEqual(destination.map(event, { settings, now }));
        throw new Error('the outcomes differ in what toEqual does not see');
      }
    });
    await fc.assert(same, { numRuns: process.env.CROSSWALK_LONG ? 100_000 : 1000 });
  });

  test.each([[undefined], [null], ['identify'], [7], [[{ type: 'identify', userId: 'u' }]]])(
    'what is no event is rejected alike: %j',
    async (event) => {
      expect(await compiled.ask('map', event, { settings, now })).toEqual(destination.map(event, { settings, now }));
    },
  );

  test('settings get the same defaults and the same complaints', async () => {
    const some = [given, undefined, null, 7, [], {}, { ...given, region: 'mars', apiKey: 7, unknown: 1 }];
    for (const settings of some)
      expect(await compiled.ask('settings', settings)).toEqual(destination.settings(settings));
  });

  test('requests are packed alike', async () => {
    const context = { settings, deliveryId: '3f1c0a52-0d4e-5f6a-8b7c-9d0e1f2a3b4c' };
    for (const operation of Object.keys(destination.operations)) {
      for (const bodies of [[{ a: 1 }], [{ a: 1 }, { b: [2] }]].slice(0, destination.operations[operation]!.most)) {
        expect(await compiled.ask('pack', operation, bodies, context)).toEqual(
          destination.pack(operation, bodies, context),
        );
      }
    }
    await expect(compiled.ask('pack', 'constructor', [{}], context)).rejects.toThrow('has no operation constructor');
  });

  test('answers are judged alike', async () => {
    const bodies = [undefined, '<html>', '{"errors":{"code":"throttled"}}', '{"errors":[{"code":"account_closed"}]}'];
    for (const status of [undefined, 200, 204, 301, 400, 401, 408, 409, 413, 429, 500, 503]) {
      for (const body of bodies) {
        const answer = { ...(status && { status }), ...(body && { body }) };
        expect(await compiled.ask('judge', answer)).toBe(destination.judge(answer));
      }
    }
    expect(await compiled.ask('judge', { error: 'unresolved' })).toBe('hold');
  });
});

/** Events that the rules of both destinations take, with values that fit and values that do not. */
const id = fc.oneof(fc.constantFrom('u1', 'ann@example.com', '', ' '), fc.integer());
const text = fc.oneof(fc.constantFrom('Mary Jane Watson', 'a@b.c', 'a b@c', 'no address', ' ', '😀'), fc.string());
const typicalEvent = fc.oneof(
  fc.record({
    type: fc.constant('identify'),
    userId: id,
    traits: fc.dictionary(
      fc.constantFrom('name', 'First Name', 'email', 'Email', 'phone', 'tags', 'score', 'timezone', '__proto__', 'id'),
      fc.oneof(
        text,
        fc.integer({ max: 150 }),
        fc.constantFrom('Europe/Berlin', null),
        fc.array(text, { maxLength: 2 }),
      ),
    ),
    context: fc.record({ device: fc.record({ type: fc.constantFrom('iOS', 'android', 7), token: text }) }),
  }),
  fc.record({
    type: fc.constant('track'),
    userId: id,
    event: fc.oneof(fc.constant('Order Completed'), text),
    properties: fc.record({
      total: fc.option(fc.double()),
      products: fc.array(fc.record({ sku: text, price: fc.integer(), quantity: fc.oneof(fc.nat(), text) })),
    }),
    timestamp: fc.constantFrom('2020-01-02T03:04:05.678Z', 'yesterday', null),
  }),
);

describe.each(hostileTexts)('a mapping that says %j everywhere', (text) => {
  const destination = mustCompile(hostileMapping(text), { version: text });
  const compiled = new CompiledProcess();
  beforeAll(async () => void (await compiled.start(await bundled(destination))));
  afterAll(() => compiled.stop());

  test('maps, completes settings and packs as it does in the engine', async () => {
    const context = { settings: {}, now };
    for (const event of [hostileEvent(text), { type: 'track', event: 'skip' }, { type: 'track', event: 7 }, {}]) {
      expect(await compiled.ask('map', event, context)).toEqual(destination.map(event, context));
    }
    for (const given of [{}, { choice: 'neither' }, JSON.parse(`{${JSON.stringify(text)}: 7}`)]) {
      expect(await compiled.ask('settings', given)).toEqual(destination.settings(given));
    }
    const request = { settings: {}, deliveryId: 'd' };
    expect(await compiled.ask('pack', 'say', [{}], request)).toEqual(destination.pack('say', [{}], request));
    expect(await compiled.ask('version')).toBe(destination.version);
    expect(await compiled.ask('names')).toEqual([text]);
  });
});
