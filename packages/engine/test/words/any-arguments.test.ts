import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../../src/words/index.ts';
import { callWith, listening } from './listening.ts';

describe.each(words.map((word) => [word.name]))('$%s', (name) => {
  test('never throws on account of its arguments, and leaves them as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything({ withNullPrototype: true, withSparseArray: true }), { maxLength: 4 }),
        (args) => {
          const before = fc.stringify(args);
          callWith(listening(), name, ...args);
          expect(fc.stringify(args)).toBe(before);
        },
      ),
    );
  });

  test('has a page in the documentation', () => {
    const word = words.find((each) => each.name === name)!;
    expect(word.summary).toMatch(/^[A-Z].*\.$/s);
    expect(word.parameters.length).toBeGreaterThan(0);
    expect(word.examples.every(({ expression }) => expression.includes(`$${name}(`))).toBe(true);
  });
});
