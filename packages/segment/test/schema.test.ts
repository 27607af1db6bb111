import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AliasCall, type Call, callTypes, type IdentifyCall, type TrackCall } from '../src/index.ts';
import { verdict } from './calls.ts';

const schema = JSON.parse(readFileSync(new URL('../src/calls.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
ajv.addSchema(schema, 'calls');
const isCall = ajv.compile({ $ref: 'calls' });
const validatorOf = (name: string) => ajv.compile({ $ref: `calls#/$defs/${name}` });

const common = { messageId: 'm', timestamp: 't', receivedAt: 'r', context: {}, integrations: {} };

// The compiler holds these against the types, the tests against the schema.
const calls: Call[] = [
  { ...common, type: 'identify', userId: 1, traits: { plan: 'pro' } } satisfies IdentifyCall,
  { ...common, type: 'track', anonymousId: 'a', event: 'Signed Up', properties: null } satisfies TrackCall,
  { ...common, type: 'page', userId: 'u', name: null, category: 'Docs', properties: {} },
  { ...common, type: 'screen', userId: 'u', name: 'Home' },
  { ...common, type: 'group', userId: 'u', groupId: 7, traits: {} },
  { ...common, type: 'alias', from: 'a', to: 'u' } satisfies AliasCall,
  { ...common, type: 'poke', userId: 'u' },
  { ...common, userId: 'u' },
];

// @ts-expect-error an event name is text
const numberAsEvent: TrackCall = { ...common, type: 'track', userId: 'u', event: 7 };
// @ts-expect-error traits are an object
const textAsTraits: IdentifyCall = { ...common, type: 'identify', userId: 'u', traits: 'tall' };
// @ts-expect-error an id is text or a number
const objectAsId: AliasCall = { ...common, type: 'alias', userId: {}, previousId: 'a' };

describe('the schema of the calls', () => {
  test.each(calls.map((call) => [call.type, call]))('a %s that fits its type fits the schema', (_type, call) => {
    expect(isCall(call)).toBe(true);
  });

  test('what does not fit its type does not fit the schema', () => {
    expect([numberAsEvent, textAsTraits, objectAsId].map((call) => isCall(call))).toEqual([false, false, false]);
  });

  test('knows every type, and a batch', () => {
    for (const type of callTypes) expect(validatorOf(type)({ userId: 'u', event: 'x' })).toBe(true);
    expect(validatorOf('batch')({ batch: calls })).toBe(true);
    expect(validatorOf('batch')({ batch: [] })).toBe(false);
  });

  test('takes what real clients sent', () => {
    const folder = new URL('../fixtures/recorded/', import.meta.url);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      for (const { body } of JSON.parse(readFileSync(new URL(name, folder), 'utf8')).requests) {
        const fits = body.batch ? validatorOf('batch') : isCall;
        expect(fits(body), `${name}: ${ajv.errorsText(fits.errors)}`).toBe(body.event !== 'beacon json');
      }
    }
  });

  test('refuses exactly the calls that fail on ingest', () => {
    const id = fc.constantFrom(undefined, null, '', ' ', 'u', 0, true, {}, []);
    const part = fc.constantFrom(undefined, null, {}, { a: 1 }, [], 'x', 1);
    const text = fc.constantFrom(undefined, null, '', 'x', 1, {});
    const sent = fc.record({
      type: fc.constantFrom(undefined, null, '', ...callTypes, 'poke', 1),
      messageId: fc.constantFrom(undefined, null, 'm', 1, {}, 'm'.repeat(101)),
      userId: id,
      anonymousId: id,
      previousId: id,
      groupId: id,
      from: id,
      to: id,
      event: text,
      name: text,
      category: text,
      traits: part,
      properties: part,
    });
    fc.assert(
      fc.property(sent, (value) => {
        const asJson = JSON.parse(JSON.stringify(value));
        expect(isCall(asJson)).toBe(verdict(asJson) === 'taken');
      }),
      { numRuns: 3000 },
    );
  });
});
