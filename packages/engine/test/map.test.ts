import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyEvent } from './any-event.ts';
import { connectFolder, mustCompile, readFolder } from './read-folder.ts';

/* `map` answers with an outcome whatever the event is, and leaves the event as it was. */
const connect = mustCompile(readFolder(connectFolder));
const { settings } = connect.settings({ apiKey: '0123456789abcdef0123456789abcdef' });
const context = { settings, now: Date.UTC(2026, 0, 2) };
const map = (event: unknown) => connect.map(event, context);
const outcomes = ['mapped', 'skipped', 'rejected'];

describe('whatever the event is', () => {
  test('an outcome comes back and the event stays as it was', () => {
    fc.assert(
      fc.property(anyEvent, (value) => {
        const before = structuredClone(value);
        const outcome = map(value);
        expect(outcomes).toContain(outcome.status);
        // R408 would be a mistake of ours.
        if (outcome.status === 'rejected') expect(outcome.errors.map((error) => error.code)).not.toContain('R408');
        expect(isDeepStrictEqual(value, before)).toBe(true);
        expect(Object.prototype).not.toHaveProperty('polluted');
      }),
      { numRuns: process.env.CROSSWALK_LONG ? 100_000 : 1000 },
    );
  });

  test('it is the same the second time', () => {
    fc.assert(
      fc.property(anyEvent, (value) => {
        expect(isDeepStrictEqual(map(value), map(structuredClone(value)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'identify'],
    ['a number', 7],
    ['a list', [{ type: 'identify', userId: 'u' }]],
    ['a function', () => 7],
  ])('%s is rejected', (_, value) => {
    expect(map(value)).toMatchObject({ status: 'rejected', errors: [{ code: 'R406' }] });
  });

  test('a proxy that throws at every touch is rejected', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(map(hostile).status).toBe('rejected');
  });

  test('traits nested 100,000 deep do not overflow the stack', () => {
    let traits: object = {};
    for (let depth = 0; depth < 100_000; depth++) traits = { deeper: traits };
    expect(outcomes).toContain(map({ type: 'identify', userId: 'u', traits }).status);
  });
});

describe('names that objects inherit', () => {
  const traits = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c", "toString": "t"}');

  test('are attributes like any other', () => {
    const outcome = map({ type: 'identify', userId: 'u', traits });
    if (outcome.status !== 'mapped') throw new Error(outcome.status);
    const { attributes } = outcome.requests[0]!.body as { attributes: object };
    expect(Object.keys(attributes)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  test('are not read where an event does not have them', () => {
    expect(map({ type: 'identify', userId: 'u' })).toMatchObject({
      requests: [{ body: { user_id: 'u', attributes: {} } }],
    });
  });
});

test('a body is a plain object of exactly the fields that are present', () => {
  const outcome = map({ type: 'identify', userId: 'u', traits: { lastName: 'Lee' } });
  const body = outcome.status === 'mapped' ? outcome.requests[0]!.body : {};
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  expect(Object.entries(body)).toStrictEqual([
    ['user_id', 'u'],
    ['last_name', 'Lee'],
    ['attributes', {}],
  ]);
});

test('a field that is named like what it reads gets it, wherever it stands in the rule', () => {
  const names = Array.from({ length: 12 }, (_, index) => `tags${index % 3 === 0 ? '' : index}`);
  const fields = ['a', 'b', 'c', ...new Set(names)];
  const destination = mustCompile({
    'destination.yaml':
      'destination: tiny\nendpoint: \'"http://127.0.0.1"\'\noperations: { say: { request: POST /say } }\nrules: [say]\n',
    'say.yaml': `rule: say\nwhen: type = "track"\nsend: say\nfields:\n${fields.map((field) => `  ${field}: properties.${field}\n`).join('')}`,
  });
  const properties = Object.fromEntries(fields.map((field) => [field, [field]]));
  expect(destination.map({ type: 'track', properties }, { settings: {}, now: 0 })).toMatchObject({
    requests: [{ body: properties }],
  });
});

test('what is wrong with one event is not told of the next, in rules that need no expression to be evaluated', () => {
  const destination = mustCompile({
    'destination.yaml':
      'destination: tiny\nendpoint: \'"http://127.0.0.1"\'\noperations: { say: { request: POST /say, body: say.schema.json } }\nrules: [say]\n',
    'say.yaml': 'rule: say\nwhen: type = "track"\nsend: say\nfields:\n  id: userId\n  name: event\n',
    'say.schema.json': JSON.stringify({
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, name: { type: 'string' } },
    }),
  });
  const say = (event: object) => destination.map({ type: 'track', ...event }, { settings: {}, now: 0 });
  for (let turn = 0; turn < 3; turn++) {
    expect(say({ event: 'Signed Up' })).toMatchObject({ status: 'rejected', errors: [{ code: 'R401', field: 'id' }] });
    expect(say({ userId: 'u', event: 7 })).toMatchObject({
      requests: [{ body: { id: 'u' } }],
      warnings: [{ code: 'R402', field: 'name' }],
    });
    expect(say({ userId: 'u' })).toStrictEqual({
      status: 'mapped',
      rule: 'say',
      requests: [{ operation: 'say', body: { id: 'u' } }],
      warnings: [],
    });
  }
});

test('a malformed address is not quoted in the warning', () => {
  const destination = mustCompile({
    'destination.yaml':
      'destination: tiny\nendpoint: \'"http://127.0.0.1"\'\noperations: { say: { request: POST /say } }\nrules: [say]\n',
    'say.yaml': 'rule: say\nwhen: true\nsend: say\nfields:\n  page: $decodeUrl(url)\n  id: userId\n',
  });
  const outcome = destination.map({ userId: 'u', url: '/mary%E0%A4%A' }, { settings: {}, now: 0 });
  expect(outcome).toMatchObject({
    warnings: [
      {
        code: 'R403',
        field: 'page',
        message: 'the expression failed: $decodeUrl cannot read what it was given, a text of 13 characters (D3140)',
      },
    ],
  });
  expect(JSON.stringify(outcome)).not.toContain('mary');
});
