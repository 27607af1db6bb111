import { describe, expect, test } from 'vitest';
import { call, callWith, listening } from './listening.ts';

const nothing = [undefined, null, '', ' ', '\t\n', '\u00a0\u3000'];

describe('$present', () => {
  test.each(nothing)('%j is not present', (value) => {
    expect(call('present', value)).toBeUndefined();
  });
  test.each(['a', ' a ', 0, false, [], {}, [null]])('%j is', (value) => {
    expect(call('present', value)).toBe(value);
  });
});

describe('$text', () => {
  test.each(nothing)('%j is nothing, in silence', (value) => {
    const state = listening();
    expect(callWith(state, 'text', value)).toBeUndefined();
    expect(state.warnings).toEqual([]);
  });

  test.each([
    [' Mary  Ann ', 'Mary  Ann'],
    ['\u00a0Mary\n', 'Mary'],
    ['0', '0'],
  ])('%j is %j', (value, trimmed) => {
    expect(call('text', value)).toBe(trimmed);
  });

  test.each([[42], [0], [true], [false], [['Mary']], [[]], [{ first: 'Mary' }]])(
    '%j is nothing, with a warning that does not show it',
    (value) => {
      const state = listening();
      expect(callWith(state, 'text', value)).toBeUndefined();
      expect(state.warnings).toEqual([
        expect.stringMatching(/^R402 a text is wanted, (a number|true or false|an array of \d|an object) was found$/),
      ]);
    },
  );
});

describe('$cut', () => {
  test.each([
    ['crosswalk', 9, 'crosswalk'],
    ['crosswalk', 200, 'crosswalk'],
    ['crosswalk', 5, 'cross'],
    ['crosswalk', 5.9, 'cross'],
    ['crosswalk', 0, ''],
    ['crosswalk', -1, ''],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀', 2, '😀😀'],
    ['a\ud800b', 2, 'a\ud800'],
    ['', 0, ''],
    ['crosswalk', undefined, 'crosswalk'],
    ['crosswalk', 'five', 'crosswalk'],
    ['crosswalk', Number.NaN, 'crosswalk'],
    ['crosswalk', Number.POSITIVE_INFINITY, 'crosswalk'],
  ])('%j at %j is %j', (text, length, expected) => {
    const state = listening();
    expect(callWith(state, 'cut', text, length)).toBe(expected);
    expect(state.warnings).toHaveLength(expected === text ? 0 : 1);
  });

  test('missing and null are silent', () => {
    const state = listening();
    expect([callWith(state, 'cut', undefined, 5), callWith(state, 'cut', null, 5)]).toEqual([undefined, undefined]);
    expect(state.warnings).toEqual([]);
  });

  test('any other kind is nothing, with a warning', () => {
    const state = listening();
    expect(callWith(state, 'cut', 42, 5)).toBeUndefined();
    expect(state.warnings).toEqual(['R402 a text is wanted, a number was found']);
  });

  test('the warning tells how much stayed', () => {
    const state = listening();
    callWith(state, 'cut', 'x'.repeat(300), 200);
    expect(state.warnings).toEqual(['R402 the text was cut to its first 200 characters']);
  });
});
