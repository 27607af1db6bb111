import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { accepts } from '../../src/format/accepts.ts';
import mappingSchema from '../../src/format/mapping.schema.json' with { type: 'json' };
import { connectFolder, readFolder } from '../read-folder.ts';

/* The quick judgement of a file's form is the library's, whatever the file holds. */
const ajv = new Ajv({ strict: false, strictNumbers: true, validateSchema: false, schemas: [mappingSchema] });
const kinds = ['destination', 'rule', 'cases'] as const;
const wellFormed = Object.entries(readFolder(connectFolder))
  .filter(([name]) => name.endsWith('.yaml'))
  .map(([, text]) => parse(text) as unknown);

/** Values that may stand in the place of another. */
const intruder = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    1,
    -1,
    2.5,
    Number.POSITIVE_INFINITY,
    '',
    'send',
    'drop',
    'POST /x',
    '1x',
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    { constant: 1 },
    { from: 'a', empty: 'send' },
    { list: 'a', more: 1 },
    [[]],
    [{}],
    ['a', 'a'],
  ),
  fc.constantFrom<unknown>(
    { request: 'POST /x', batch: 'POST /y' },
    { is: '$f', else: 'drop' },
    { when: 'a' },
    'required',
  ),
);
const change = fc.record({ at: fc.nat(), key: fc.string(), put: fc.option(intruder), rename: fc.boolean() });

/** A copy with one part replaced, renamed or taken out: the part that a walk through the value meets as the `at`th. */
function changed(value: unknown, { at, key, put, rename }: { at: number; key: string; put: unknown; rename: boolean }) {
  const copy = structuredClone({ value });
  const parts: [object, string][] = [];
  const collect = (inside: object) => {
    for (const [name, part] of Object.entries(inside)) {
      parts.push([inside, name]);
      if (typeof part === 'object' && part !== null) collect(part);
    }
  };
  collect(copy);
  const [inside, name] = parts[at % parts.length]! as [Record<string, unknown>, string];
  const borrowed = ['constant', 'list', 'from', 'fields', 'batch', 'most', 'wrap', 'then', 'constructor', '__proto__'];
  if (rename && !Array.isArray(inside))
    Object.defineProperty(inside, borrowed[at % 11] ?? key, { value: inside[name], enumerable: true });
  if (put === null && !Array.isArray(inside)) delete inside[name];
  else inside[name] = put;
  return copy.value;
}

describe.each(kinds)('a %s', (kind) => {
  const part = `#/definitions/${kind}`;
  const judge = ajv.compile({ $ref: `${mappingSchema.$id}${part}` });
  const agree = (value: unknown) => {
    expect([accepts({ $ref: part }, value, mappingSchema), value]).toEqual([judge(value), value]);
  };

  test('of the shipped mapping, changed in one or two places', () => {
    const verdicts = new Set<boolean>();
    const files = wellFormed.filter((file) => judge(file));
    fc.assert(
      fc.property(fc.constantFrom(...files), change, fc.option(change), (file, first, second) => {
        const value = second ? changed(changed(file, first), second) : changed(file, first);
        agree(value);
        verdicts.add(judge(value));
      }),
      { numRuns: process.env.CROSSWALK_LONG ? 50_000 : 1000 },
    );
    expect(verdicts.size).toBe(2);
  });

  test('and anything at all', () => {
    fc.assert(fc.property(fc.oneof(intruder, fc.jsonValue()), agree), { numRuns: 200 });
  });
});

test('a keyword that it does not know is no matter of luck', () => {
  expect(() => accepts({ type: 'string', format: 'uri' }, 'x')).toThrow(/say format/);
});
