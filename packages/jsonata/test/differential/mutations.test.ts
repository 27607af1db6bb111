import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, JsonataError } from '../../src/index.ts';
import { expressions } from './expressions.ts';
import { input } from './inputs.ts';

// Expressions with characters knocked out, doubled and put in: a value or a coded error with a place, never anything else.
const long = process.env.CROSSWALK_LONG === '1';
const runs = long ? 1_000_000 : 4_000;
const seed = long ? Date.now() % 1_000_000_007 : 20_260_103;

const snippets = [
  '"]);process.exit();//',
  '\u2028',
  '\ud800',
  '__proto__',
  '${',
  '`',
  '*/',
  '\\',
  '%',
  '@$',
  '#$',
  '~>',
  '^(',
  '|',
  '{',
  ')',
  '?:',
  '..',
  '/x/',
  'λ',
  '$',
  '\0',
  '\n',
];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.integer({ min: 0, max: 3 }),
  put: fc.oneof(fc.constantFrom(...snippets), fc.string({ unit: 'binary', maxLength: 2 })),
});

function mutate(text: string, mutations: readonly { at: number; cut: number; put: string }[]): string {
  return mutations.reduce((current, { at, cut, put }) => {
    const index = Math.floor(at * current.length);
    return current.slice(0, index) + put + current.slice(index + cut);
  }, text);
}

const limits = { steps: 200_000, depth: 200, text: 100_000, array: 10_000 };

test(`${runs} mutated expressions end in a value or a coded error`, { timeout: long ? 7_200_000 : 60_000 }, () => {
  const property = fc.property(
    expressions(),
    fc.array(mutation, { minLength: 1, maxLength: 3 }),
    input,
    (expression, mutations, value) => {
      const source = mutate(expression, mutations);
      try {
        compile(source, { limits }).evaluate(value);
      } catch (error) {
        if (!(error instanceof JsonataError))
          throw new Error(`${(error as Error).stack} from ${JSON.stringify(source)}`);
        const { start, end, line, code } = error;
        const lines = source.split('\n').length;
        const fits = start >= 0 && start <= end && end <= source.length && line >= 1 && line <= lines;
        if (!fits) throw new Error(`${code} at ${start}-${end}, line ${line} of ${JSON.stringify(source)}`);
      }
    },
  );
  fc.assert(property, { numRuns: runs, seed });
  expect(Object.keys(Object.prototype)).toStrictEqual([]);
});
