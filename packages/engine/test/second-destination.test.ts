import { readdirSync, readFileSync } from 'node:fs';
import { render } from '@crosswalk/diagnostics';
import { describe, expect, test } from 'vitest';
import { compile, type Destination } from '../src/index.ts';

/* A destination of another kind than Connect passes by files alone: no code knows its name. */
const folder = new URL('../fixtures/second-destination/', import.meta.url);
const files = Object.fromEntries(
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.includes('.'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);

function load(): Destination {
  const { destination, diagnostics } = compile(files, { version: '1.0.0' });
  if (!destination) throw new Error(render(diagnostics, { sources: files }));
  return destination;
}

const herald = load();
const { settings } = herald.settings({ account: 'ada', password: 'secret' });
const map = (event: object) => herald.map(event, { settings, now: 0 });

describe('two requests for one event', () => {
  const order = {
    type: 'track',
    event: 'Order Completed',
    userId: 7,
    properties: {
      products: [
        { sku: 'a', price: 2, quantity: 3 },
        { sku: 'b', price: 1.5, quantity: 2 },
      ],
    },
  };

  test('an order becomes a contact and an entry', () => {
    expect(map(order)).toEqual({
      status: 'mapped',
      rule: 'order',
      requests: [
        { operation: 'contact', body: { ref: '7', labels: ['buyer'] } },
        {
          operation: 'entry',
          body: {
            contact: '7',
            kind: 'order',
            total: 9,
            lines: [
              { sku: 'a', n: 3 },
              { sku: 'b', n: 2 },
            ],
          },
        },
      ],
      warnings: [],
    });
  });

  test('an order of one product still has a list of lines', () => {
    const outcome = map({ ...order, properties: { products: [{ sku: 'a', price: 2, quantity: 3 }] } });
    expect(outcome).toMatchObject({ requests: [{}, { body: { lines: [{ sku: 'a', n: 3 }] } }] });
  });

  test('an order without products is skipped, with the reason', () => {
    expect(map({ ...order, properties: {} })).toEqual({
      status: 'skipped',
      rule: 'order',
      reason: 'The order has no products',
    });
  });

  test('an order with a total of nothing is rejected by the check', () => {
    const outcome = map({ ...order, properties: { ...order.properties, total: 0 } });
    expect(outcome).toMatchObject({ status: 'rejected', errors: [{ code: 'R407', field: 'total' }] });
  });
});

describe('fields of a person', () => {
  const person = (traits: object) => map({ type: 'identify', userId: 'u', traits });
  const body = (traits: object) => {
    const outcome = person(traits);
    return outcome.status === 'mapped' ? outcome.requests[0]!.body : outcome;
  };

  test.each([
    ['a lone tag becomes a list', { tags: 'vip' }, { ref: 'u', labels: ['vip'] }],
    ['an empty address is cleared', { email: null }, { ref: 'u', mail: null }],
    ['a blank address is cleared', { email: ' ' }, { ref: 'u', mail: null }],
    ['a missing address is left alone', {}, { ref: 'u' }],
    ['an address without a city is left out', { address: { street: 'Main' } }, { ref: 'u' }],
    ['a city alone is an address', { address: { city: 'Austin' } }, { ref: 'u', address: { city: 'Austin' } }],
    ['a score beyond the scale is left out', { score: 101 }, { ref: 'u' }],
    ['a text that the pattern refuses is left out', { email: 'nobody' }, { ref: 'u' }],
    ['an address with a blank is dropped by the check', { email: 'a b@c' }, { ref: 'u' }],
  ])('%s', (_, traits, expected) => {
    expect(body(traits)).toEqual(expected);
  });

  test('what is left out leaves a warning that holds no value', () => {
    expect(person({ score: 101, address: { street: 'Main' }, email: 'a b@c' })).toMatchObject({
      warnings: [
        {
          code: 'R407',
          field: 'mail',
          message: 'a text of 5 characters is not accepted by the check $not($contains($value, " "))',
        },
        { code: 'R402', field: 'score', message: 'a whole number from 0 up to 100 is wanted, a number was found' },
        { code: 'R402', field: 'address', message: 'an object with city is wanted, an object was found' },
      ],
    });
  });
});

describe('requests', () => {
  test('one body goes alone, with Basic auth', () => {
    expect(herald.pack('entry', [{ contact: '7' }], { settings, deliveryId: 'id-1' })).toEqual({
      method: 'POST',
      url: 'https://eu.herald.example/api/entries',
      headers: {
        'content-type': 'application/json',
        authorization: 'Basic YWRhOnNlY3JldA==',
        'idempotency-key': 'id-1',
      },
      body: '{"contact":"7"}',
    });
  });

  test('many bodies are wrapped in an object', () => {
    const request = herald.pack('contact', [{ ref: 'a' }, { ref: 'b' }], { settings, deliveryId: 'id-2' });
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://eu.herald.example/api/contacts/bulk',
      body: '{"contacts":[{"ref":"a"},{"ref":"b"}],"total":2}',
    });
  });

  test('bodies that have been written already are not written again, and the request is the same', () => {
    for (const [operation, bodies] of [
      ['contact', [{ ref: 'a' }, { ref: 'b' }]],
      ['contact', [{ ref: 'a' }]],
      ['entry', [{ contact: '7', note: '"]' }]],
    ] as const) {
      const context = { settings, deliveryId: 'id-3' };
      const bytes = new TextEncoder().encode(JSON.stringify(bodies));
      const written = { bytes, length: bodies.length, list: () => bodies };
      const { body, ...request } = herald.pack(operation, written, context);
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
      expect({ ...request, body: text }).toEqual(herald.pack(operation, bodies, context));
    }
  });

  test('an operation without a batch refuses two bodies', () => {
    expect(() => herald.pack('entry', [{}, {}], { settings, deliveryId: 'id' })).toThrow(/1 to 1/);
  });
});

describe('answers', () => {
  test.each([
    ['200 is done', { status: 200, body: '{}' }, 'done'],
    ['an error inside a 200 splits', { status: 200, body: '{"errors":[{"code":"bad_field"}]}' }, 'split'],
    ['a throttle inside a 200 is tried again', { status: 200, body: '{"errors":[{"code":"throttled"}]}' }, 'retry'],
    ['a closed account holds everything', { status: 200, body: '{"errors":{"code":"account_closed"}}' }, 'hold'],
    ['409 means that it was there already', { status: 409 }, 'done'],
    ['no rule fits: the usual table', { status: 503, body: 'down' }, 'retry'],
    ['garbage in a 200 is done', { status: 200, body: '<html>' }, 'done'],
    ['a cut-off answer is tried again', { error: 'reset' }, 'retry'],
    ['an endpoint that does not resolve is the environment', { error: 'unresolved' }, 'hold'],
  ] as const)('%s', (_, answer, verdict) => {
    expect(herald.judge(answer)).toBe(verdict);
  });
});

test('secrets and defaults of settings', () => {
  expect(herald.settings({ account: 'ada' })).toEqual({
    settings: { account: 'ada', region: 'eu' },
    diagnostics: [{ code: 'R405', severity: 'error', field: 'password', message: 'the setting is missing' }],
  });
});
