import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mustCompile } from '../read-folder.ts';

/*
 * Names that stand in a mapping are looked up in what was read of the object already; names that an event tells are not
 * known before. The two must give the same.
 */
const files = {
  'destination.yaml': `destination: names
endpoint: '"http://127.0.0.1"'
operations:
  send: { request: POST /send, body: body.schema.json }
rules: [names]
`,
  'body.schema.json': '{ "type": "object" }',
  'names.yaml': `rule: names
when: true
send: send
fields:
  constant:
    value: '$loose(one, "firstName")'
    other: '$loose(two, "firstName")'
    key: '$looseKey(one, "first_name")'
    without: '$omitLoose(one, "userId", "id")'
    rest: '$omit($omitLoose(one, "id"), [$looseKey(one, "email"), $looseKey(one, "firstName"), 7])'
    all: '$omit(two, [$looseKey(two, "nobody")])'
  told:
    value: $loose(one, names.first)
    other: $loose(two, names.first)
    key: $looseKey(one, names.snake)
    without: $omitLoose(one, names.user, names.id)
    rest: '$omit($omitLoose(one, names.id), $looseKey(one, names.email), $looseKey(one, names.first))'
    all: $omit(two, names.nobody)
`,
};
const names = { first: 'firstName', snake: 'first_name', user: 'userId', id: 'id', email: 'email' };
const spellings = ['firstName', 'first_name', 'First Name', 'FIRSTNAME', 'id', 'ID', 'user-id', 'userId', 'e-mail'];
const others = ['plan', 'email', '__proto__', 'constructor', '', '-', '7', 'x'.repeat(70), 'toString'];

const value = fc.oneof(fc.integer(), fc.constant(null), fc.constant('text'));
const keyed = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...spellings, ...others), value), { selector: ([key]) => key })
  .map((entries) =>
    JSON.parse(`{${entries.map(([key, of]) => `${JSON.stringify(key)}:${JSON.stringify(of)}`).join()}}`),
  );
const wide = fc
  .integer({ min: 29, max: 34 })
  .map((size) => Object.fromEntries(Array.from({ length: size }, (_, at) => [at === 30 ? 'User ID' : `key${at}`, at])));
const object = fc.oneof({ weight: 5, arbitrary: keyed }, wide, fc.constantFrom(undefined, null, 'text', [1]));

describe('names that stand in a mapping', () => {
  const { map } = mustCompile(files);
  const bodyOf = (event: object) => {
    const outcome = map(event, { settings: {}, now: 0 });
    if (outcome.status !== 'mapped') throw new Error(JSON.stringify(outcome));
    return outcome.requests[0]!.body as { constant?: object; told?: object };
  };

  test('give what names give that an event tells', () => {
    fc.assert(
      fc.property(object, object, (one, two) => {
        const { constant, told } = bodyOf({ one, two, names });
        expect(JSON.stringify(constant)).toBe(JSON.stringify(told));
      }),
      { numRuns: process.env.CROSSWALK_LONG ? 100_000 : 2000 },
    );
  });

  test('are found in more kinds of objects than are remembered', () => {
    for (let at = 0; at < 5000; at++) {
      const one = { [`key ${at}`]: at, first_name: at };
      expect(bodyOf({ one, two: { plan: at }, names })).toMatchObject({ constant: { value: at, key: 'first_name' } });
    }
  });
});
