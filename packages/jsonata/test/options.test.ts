import { describe, expect, test } from 'vitest';
import { compile } from '../src/index.ts';

test('the time is told, as milliseconds, a date or text', () => {
  const expression = compile('$now() & " " & $millis()');
  const told = '2026-01-02T03:04:05.678Z 1767323045678';
  expect(expression.evaluate({}, {}, { now: 1767323045678 })).toBe(told);
  expect(expression.evaluate({}, {}, { now: new Date(1767323045678) })).toBe(told);
  expect(expression.evaluate({}, {}, { now: '2026-01-02T03:04:05.678Z' })).toBe(told);
  expect(expression.evaluate({})).toBe('1970-01-01T00:00:00.000Z 0');
});

test('chance is told, and a fixed series otherwise', () => {
  expect(compile('$random()').evaluate({}, {}, { random: () => 0.25 })).toBe(0.25);
  const numbers = compile('[1..5].$random()');
  const first = numbers.evaluate() as number[];
  expect(new Set(first).size).toBe(5);
  expect(first.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.evaluate()).toStrictEqual(first);
  expect(compile('$shuffle([1..5])').evaluate({}, {}, { random: () => 0 })).toStrictEqual([5, 1, 2, 3, 4]);
});

test('functions of the caller are checked by their signatures', () => {
  const functions = { area: { implementation: (a: number, b: number) => a * b, signature: '<n-n:n>' } };
  expect(compile('$area(2, 3)', { functions }).evaluate()).toBe(6);
  expect(compile('w.$area(2)', { functions }).evaluate({ w: 5 })).toBe(10);
  expect(() => compile('$area("x", 1)', { functions }).evaluate()).toThrow(
    expect.objectContaining({ code: 'T0410', start: 6, end: 9 }),
  );
});

test('a binding takes the place of a built-in, for that evaluation only', () => {
  const expression = compile('$uppercase(name)');
  expect(expression.evaluate({ name: 'a' }, { uppercase: (text: string) => `<${text}>` })).toBe('<a>');
  expect(expression.evaluate({ name: 'a' })).toBe('A');
});

test('trace tells the value of each part with its place', () => {
  const source = 'a.b + $sum(list)';
  const seen: string[] = [];
  compile(source).evaluate(
    { a: { b: 1 }, list: [2, 3] },
    {},
    {
      trace: ({ start, end, value }) => seen.push(`${source.slice(start, end)} = ${JSON.stringify(value)}`),
    },
  );
  expect(seen).toStrictEqual(['a.b = 1', 'list = [2,3]', '$sum(list) = 5', 'a.b + $sum(list) = 6']);
});

describe('an expression larger than its limits allow', () => {
  const limits = { source: 1_000, tokens: 100, nesting: 20 };

  test.each([
    [`"${'x'.repeat(1_000)}"`, 'S0501', 1_000],
    [`[${'1, '.repeat(60)}1]`, 'S0501', 149],
    [`${'('.repeat(30)}1${')'.repeat(30)}`, 'S0500', 20],
    [`1${' + 1'.repeat(40)}`, 'S0500', 0],
    [`a${'.a'.repeat(40)}`, 'S0500', 0],
    ['[['.repeat(100), 'S0501', 100],
  ])('%.20s is refused at the place where it becomes too large', (expression, code, start) => {
    expect(() => compile(expression, { limits })).toThrow(expect.objectContaining({ code, start }));
    expect(() => compile('$eval(text)', { limits }).evaluate({ text: expression })).toThrow(
      expect.objectContaining({ code: 'D3120' }),
    );
    expect(() => compile('1', { limits }).evaluate()).not.toThrow();
  });

  test('is no larger without limits', () => {
    expect(compile(`[${'1, '.repeat(20_000)}1]`).evaluate()).toHaveLength(20_001);
  });
});
