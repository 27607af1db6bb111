import { describe, expect, test } from 'vitest';
import { compile } from '../../src/index.ts';
import { mustCompile } from '../read-folder.ts';

/* A schema may say a thing once and refer to it. */
const mapping = (schema: object) => ({
  'destination.yaml': `
destination: tiny
endpoint: '"http://127.0.0.1"'
operations: { say: { request: POST /say, body: body.schema.json } }
rules: [say]
`,
  'say.yaml': `
rule: say
when: type = "track"
send: say
fields:
  what: event
  home: { street: properties.street }
  tags: properties.tags
`,
  'body.schema.json': JSON.stringify(schema),
});
const body = (schema: object, event: object) => {
  const outcome = mustCompile(mapping(schema)).map({ type: 'track', ...event }, { settings: {}, now: 0 });
  return outcome.status === 'mapped' ? [outcome.requests[0]!.body, outcome.warnings] : outcome;
};

describe('references', () => {
  const definitions = {
    word: { type: 'string', maxLength: 3 },
    home: {
      type: 'object',
      required: ['street'],
      additionalProperties: false,
      properties: { street: { $ref: '#/definitions/word' } },
    },
    tags: { type: 'array', items: { $ref: '#/definitions/word' } },
    enum: { $ref: '#/definitions/word' },
    tree: { properties: { left: { $ref: '#/definitions/tree' } } },
  };
  const schema = {
    $ref: '#/definitions/body',
    definitions: {
      ...definitions,
      body: {
        type: 'object',
        properties: {
          what: { $ref: '#/definitions/enum', description: 'A word.' },
          home: { $ref: '#/definitions/home' },
          tags: { $ref: '#/definitions/tags', minItems: 2 },
        },
      },
    },
  };

  test('are followed to every field', () => {
    expect(body(schema, { event: 'yes', properties: { street: 'Elm', tags: ['a', 'b'] } })).toEqual([
      { what: 'yes', home: { street: 'Elm' }, tags: ['a', 'b'] },
      [],
    ]);
    expect(body(schema, { event: 'too long', properties: { street: 'Main', tags: ['a'] } })).toMatchObject([
      {},
      [
        { field: 'what', message: 'a text of at most 3 characters is wanted, a text of 8 characters was found' },
        { field: 'home.street' },
        { field: 'tags' },
      ],
    ]);
  });

  test.each([
    [
      'in circles',
      { properties: { what: { $ref: '#/definitions/tree' } }, definitions },
      '#/definitions/tree leads to itself',
    ],
    ['to nothing', { properties: { what: { $ref: '#/definitions/no' } } }, "can't resolve reference #/definitions/no"],
    [
      'out of the file',
      { properties: { what: { $ref: 'http://json-schema.org/draft-07/schema#' } } },
      'is nowhere in this file',
    ],
  ])('that lead %s are mistakes', (_, wrong, says) => {
    const { destination, diagnostics } = compile(mapping(wrong));
    expect(destination).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'M107', message: expect.stringContaining(says) }]);
  });
});

test('true lets anything pass, false nothing', () => {
  const open = { properties: { what: true, home: { properties: { street: true } }, tags: true } };
  expect(body(open, { event: 7, properties: { street: [1], tags: { a: 1 } } })).toEqual([
    { what: 7, home: { street: [1] }, tags: { a: 1 } },
    [],
  ]);
  expect(compile(mapping({ properties: { ...open.properties, what: false } })).diagnostics).toMatchObject([
    { code: 'M302', notes: ['fields of say: home, tags'] },
  ]);
  const noTags = { properties: { ...open.properties, tags: { type: 'array', items: false } } };
  expect(body(noTags, { event: 7, properties: { tags: ['a'] } })).toMatchObject([{ what: 7 }, [{ field: 'tags' }]]);
});
