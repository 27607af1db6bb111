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
  requests: outcome.status === 'mapped' ? outcome.requests : [],
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
