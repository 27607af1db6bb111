import { suggest } from '@crosswalk/diagnostics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('near', () => {
  test.each([
    ['fristName', 'firstName', 'two letters swapped'],
    ['$fristName', '$firstName', 'with its dollar sign'],
    ['bach', 'batch', 'a letter missing'],
    ['fieldss', 'fields', 'a letter too many'],
    ['summery', 'summary', 'a wrong letter'],
    ['userId', 'user_id', 'another way of writing'],
    ['USER-ID', 'user_id', 'loud'],
    ['e-mail', 'email', 'with a dash'],
    ['phonenumbr', 'phone_number', 'two slips in a long name'],
    ['idnetfiy', 'identify', 'swapped twice'],
    ['gruop_atributs', 'group_attributes', 'three slips in a very long one'],
  ])('%s is near %s: %s', (name, candidate) => {
    expect(suggest(name, ['unrelated', candidate, 'something_else'])).toBe(candidate);
  });
});

describe('not near', () => {
  test.each([
    ['first_name', 'last_name'],
    ['page', 'name'],
    ['id', 'is'],
    ['a', 'b'],
    ['uppercase', 'lowercase'],
    ['gcm', 'fcms'],
    ['track', 'screen'],
    ['', 'rule'],
    ['_', '-'],
    ['constructor', 'country'],
  ])('%s is not near %s', (name, candidate) => {
    expect(suggest(name, [candidate])).toBeUndefined();
  });

  test('no candidates at all', () => {
    expect(suggest('rule', [])).toBeUndefined();
  });
});

test('the nearest is taken, and the first of two that are equally near', () => {
  expect(suggest('sends', ['sand', 'send', 'sender'])).toBe('send');
  expect(suggest('cases', ['casts', 'cares'])).toBe('casts');
});

const name = fc.string({ unit: fc.constantFrom(...'abcde_'), minLength: 1, maxLength: 14 });

test('the name itself is never suggested, and what is suggested is a candidate', () => {
  fc.assert(
    fc.property(name, fc.array(name), (wanted, candidates) => {
      const found = suggest(wanted, candidates);
      expect(found).not.toBe(wanted);
      expect(found === undefined || candidates.includes(found)).toBe(true);
    }),
  );
});

test('one slip in a name of three letters or more is always near', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 4, maxLength: 14 });
  fc.assert(
    fc.property(word, fc.nat(13), (candidate, at) => {
      const gap = at % candidate.length;
      const missing = candidate.slice(0, gap) + candidate.slice(gap + 1);
      const doubled = candidate.slice(0, gap) + candidate[gap]! + candidate.slice(gap);
      const wrong = `${candidate.slice(0, gap)}x${candidate.slice(gap + 1)}`;
      for (const slip of [missing, doubled, wrong]) expect(suggest(slip, [candidate])).toBe(candidate);
    }),
  );
});

test('upper and lower case alone is always near', () => {
  fc.assert(
    fc.property(name, (candidate) => {
      const loud = candidate.toUpperCase();
      fc.pre(loud !== candidate);
      expect(suggest(loud, [candidate])).toBe(candidate);
    }),
  );
});

test('a name of a million letters is answered at once', () => {
  const started = performance.now();
  expect(suggest('x'.repeat(1_000_000), ['rule', 'when', 'send'])).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(500);
});
