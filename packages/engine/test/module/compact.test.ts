import { build } from 'esbuild';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BriefOutcome, Destination, Note } from '../../src/index.ts';
import { connectFolder, mustCompile, readFolder } from '../read-folder.ts';
import type { CompiledModule } from './compiled.ts';

/* A module that was compiled for size maps as the engine does. That of Connect is held against it in apps/browser. */

const destinationYaml = `destination: tested
endpoint: '"https://tested.example"'
operations: { send: { request: POST /send, body: body.schema.json } }
rules: [only]
`;

/** A destination with a field for each expression. */
function destinationOf(expressions: readonly string[], functions: Readonly<Record<string, string>> = {}): Destination {
  const fields = expressions.map((expression, index) => `  field_${index}: |\n    ${expression}`);
  return mustCompile({
    'destination.yaml': destinationYaml,
    'only.yaml': `rule: only\nsummary: All.\nwhen: "true"\nsend: send\nfields:\n${fields.join('\n')}\n`,
    'body.schema.json': '{ "type": "object" }',
    ...Object.fromEntries(Object.entries(functions).map(([name, text]) => [`functions/${name}.jsonata`, text])),
  });
}

async function short(destination: Destination): Promise<CompiledModule> {
  const stdin = { contents: destination.toModule({ size: true }), resolveDir: import.meta.dirname };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false, conditions: ['source'] });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`) as Promise<CompiledModule>;
}

const isShort = (destination: Destination) =>
  destination.toModule({ size: true }).includes('@crosswalk/engine/compact');

const expressions = [
  'a',
  'a.b',
  'a.b.c',
  '$$.a.b.c',
  'a = b',
  'a != b.c',
  'a and b or not_there',
  'a & "-" & b',
  'a < 5',
  '"m" >= b',
  'a in b',
  'a + 1',
  'a * b',
  'a ? b : c',
  'a.b ? "there"',
  'a ?? b ?? "none"',
  'a ?: b',
  '($x := a.b; $y := $x; [$x, $y, "z"])',
  '[a, b, 1]',
  '{ "one": a, "two": b.c }',
  '$uppercase(a)',
  '$trim(b)',
  '$length(a)',
  '$string(a)',
  '$contains(a, "b")',
  '$contains(a, /^b+$/i)',
  '$substringBefore(a, "b") & $substringAfter(a, "b")',
  '$join([a, b], ",")',
  '$merge([{ "k": a }, { "k": b }])',
  '$type(a)',
  '$exists(a) and $not(b)',
  '$boolean(a)',
  '$abs(a)',
  '$floor(a)',
  '$deep(a)',
  '$error("never mind")',
];
const functions = { deep: 'function($v) { ($w := $v.b; $w[0] ?? $v[1]) }' };

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('', 'b', 'abba', ' b  b ', '12', 0, 1, -3.5, 0.1 + 0.2, 1e21, true, false, null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'toString'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

/** What an outcome says apart from its words: the short module has none. */
const told = (outcome: BriefOutcome) => ({
  status: outcome.status,
  rule: outcome.rule,
  // As text: the order of a body's fields is part of its bytes.
  requests: outcome.status === 'mapped' ? JSON.stringify(outcome.requests) : '',
  warnings: outcome.status === 'mapped' ? notes(outcome.warnings) : [],
  errors: outcome.status === 'rejected' ? notes(outcome.errors) : [],
});
const notes = (list: readonly Note[]) => [...new Set(list.map(({ code, field }) => `${code} ${field}`))].sort();

test('what mappings say most is said shortly, and means the same for any event', async () => {
  const used = (expression: string) => (expression.includes('$deep') ? functions : {});
  const long = expressions.filter((one) => !isShort(destinationOf([one], used(one))));
  expect(long).toEqual([]);
  const destination = destinationOf(expressions, functions);
  const module = await short(destination);
  fc.assert(
    fc.property(fc.record({ a: value, b: value, c: value }, { requiredKeys: [] }), (event) => {
      const context = { settings: {}, now: 0 };
      expect(told(module.map(event, context))).toEqual(told(destination.map(event, context)));
    }),
    { numRuns: process.env.CROSSWALK_LONG === '1' ? 20_000 : 1000 },
  );
});

/** A destination with every kind of field, check, skip and `let:` that is said shortly. */
const everyForm = () =>
  mustCompile({
    'destination.yaml': `destination: tested
endpoint: '"https://tested.example//"'
headers: { X-Key: $settings.key, X-Id: $deliveryId }
settings: settings.schema.json
operations:
  one: { request: POST /one, batch: PUT /many, most: 10, body: body.schema.json }
  two: { request: POST /two, body: loose.schema.json }
rules: [first, second]
`,
    'first.yaml': `rule: first
summary: The first.
when: a
let:
  both: a & b
  again: $both & "!"
skip: { when: b = "skip", reason: b says so }
send:
  - to: one
    fields:
      list: { list: c }
      constant: { constant: { x: [1, "y"] } }
      cleared: { from: b, empty: send }
      id: [a, b]
      text: $again
      tokens: c
      whole: [c, 1]
      either: [a, { constant: "else" }]
    check:
      id: required
      text: { is: $length($value) < 9, else: drop }
      either: { is: $value != "no", else: reject }
  - to: two
    fields: { any: c }
`,
    'second.yaml': 'rule: second\nsummary: The rest.\nwhen: "true"\nskip: Nothing else is wanted\n',
    'settings.schema.json': '{ "type": "object", "properties": { "key": { "type": "string", "default": "k" } } }',
    'body.schema.json': `{ "type": "object", "required": ["id"], "properties": {
      "id": { "type": ["string", "number"] }, "text": { "type": "string", "minLength": 2, "maxLength": 12 },
      "list": { "type": "array" }, "tokens": { "type": "array", "items": { "type": "string" } },
      "cleared": { "type": ["string", "null"] }, "constant": { "type": "object" }, "whole": { "type": "integer", "minimum": 0 },
      "either": { "enum": ["a", "b", "no", "else"] } } }`,
    'loose.schema.json': '{ "type": "object" }',
  });

test('every form of field, check, skip and let means the same for any event', async () => {
  const destination = everyForm();
  expect(isShort(destination)).toBe(true);
  const module = await short(destination);
  const { settings } = destination.settings({});
  expect(module.settings({}).settings).toEqual(settings);
  const choice = fc.oneof(value, fc.constantFrom('a', 'no', 'skip', 'bb', [], ['x', 'y'], ' '));
  fc.assert(
    fc.property(fc.record({ a: choice, b: choice, c: choice }, { requiredKeys: [] }), (event) => {
      const context = { settings, now: 0 };
      expect(told(module.map(event, context))).toEqual(told(destination.map(event, context)));
    }),
    { numRuns: process.env.CROSSWALK_LONG === '1' ? 20_000 : 1000 },
  );
  for (const bodies of [[{ a: 1 }], [{ a: 1 }, { b: 2 }]]) {
    const context = { settings, deliveryId: 'id' };
    expect(module.pack('one', bodies, context)).toEqual(destination.pack('one', bodies, context));
  }
});

test.each([
  'a.$uppercase(b)',
  'a[b = 1]',
  'a[]',
  'a{b: c}',
  '$map(a, function($x) { $x })',
  'a ~> $string()',
  '**.b',
  'a^(b)',
  '$now()',
  '$keys(a)',
  '(a.b).c',
])('what they say seldom is left to the usual module: %s', async (expression) => {
  const destination = destinationOf([expression]);
  if (isShort(destination)) {
    const module = await short(destination);
    const event = { a: { b: 'x', c: [1] }, b: 2 };
    expect(told(module.map(event, { settings: {}, now: 0 }))).toEqual(
      told(destination.map(event, { settings: {}, now: 0 })),
    );
  } else expect(destination.toModule({ size: true })).toBe(destination.toModule());
});

test('the mapping of Connect is short', () => {
  const connect = mustCompile(readFolder(connectFolder));
  expect(isShort(connect)).toBe(true);
  expect(connect.toModule({ size: true }).length).toBeLessThan(connect.toModule().length / 4);
});
