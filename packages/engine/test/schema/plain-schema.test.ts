import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainSchema } from '../../src/schema/plain-schema.ts';
import type { Schema } from '../../src/schema/schema.ts';
import { compileSchema } from '../../src/schema/validator.ts';
import { connectFolder, readFolder } from '../read-folder.ts';

/* What is judged without the library is a schema for the library too. */
const word = fc.constantFrom('string', 'object', 'integer', 'text', 'a', '(', '^a+$', '\ud800', '__proto__', '');
const { schema } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(true, false, null, 7, 'string', []),
    fc.dictionary(
      fc.constantFrom(
        ...['type', 'properties', 'required', 'items', 'additionalProperties', 'enum', 'const', 'pattern', 'minLength'],
        ...[
          'maxLength',
          'minimum',
          'maximum',
          'title',
          'default',
          'examples',
          'writeOnly',
          '$schema',
          '$ref',
          'format',
        ],
      ),
      fc.oneof(
        word,
        fc.constantFrom('http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2020-12/schema'),
        fc.array(word, { maxLength: 3 }),
        fc.constantFrom<unknown>(0, 1, -1, 2.5, true, false, null, Number.POSITIVE_INFINITY),
        fc.dictionary(word, tie('schema'), { maxKeys: 2 }),
        tie('schema'),
      ),
      { maxKeys: 4 },
    ),
  ),
}));

test('whatever stands in a file', () => {
  let plain = 0;
  fc.assert(
    fc.property(schema, (value) => {
      if (!isPlainSchema(value)) return;
      plain++;
      expect(() => compileSchema(value as Schema)).not.toThrow();
      expect(() => compileSchema(value as Schema, { defaults: true })).not.toThrow();
    }),
    { numRuns: process.env.CROSSWALK_LONG ? 50_000 : 1500 },
  );
  expect(plain).toBeGreaterThan(100);
});

test('the schemas of the shipped mapping are plain, so that it loads quickly', () => {
  for (const [name, text] of Object.entries(readFolder(connectFolder))) {
    if (name.endsWith('.json')) expect([name, isPlainSchema(JSON.parse(text))]).toEqual([name, true]);
  }
});
