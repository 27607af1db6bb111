import { describe, expect, test } from 'vitest';
import { compile } from '../src/index.ts';

/** Every array and object of a result, with what it bears besides its items and members. */
function visit(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  expect(Object.getPrototypeOf(value)).toBe(Array.isArray(value) ? Array.prototype : Object.prototype);
  expect(Object.getOwnPropertySymbols(value)).toStrictEqual([]);
  const names = Object.getOwnPropertyNames(value).filter((name) => name !== 'length');
  expect(names).toStrictEqual(Object.keys(value));
  if (Array.isArray(value)) expect(names).toHaveLength(value.length);
  for (const part of Object.values(value)) visit(part);
}

const input = {
  a: [
    { b: 1, c: [1, 2] },
    { b: 2, c: [3] },
  ],
  o: { x: 1, y: { z: [1] } },
};

describe('results are plain', () => {
  test.each([
    'a.b',
    'a.b[]',
    'a[0].c[]',
    'a.[b, c]',
    'a{$string(b): c}',
    '[1..3]',
    '$map(a, function($v){$v.c[]})',
    '$map(a, $keys)',
    '{"list": a.b, "kept": a[0].b[], "whole": a.[b]}',
    '$spread(o)',
    '$merge([o, {"b": a.b}])',
    '$sift(o, function($v){true})',
    '$match("abab", /a(b)/)',
    'a^(>b)',
    'a@$v.$v.{"b": $v.b}',
    'a#$i.{"i": $i}',
    '$ ~> |a|{"d": c}|',
    '$each(o, function($v, $k){{$k: $v}})',
    '$distinct(a.b)',
    '$zip(a.b, a.b)',
    '$eval("a.b")',
  ])('%s', (expression) => {
    visit(compile(expression).evaluate(input));
  });
});

test('the input stays as it is, frozen or not', () => {
  const freeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  const frozen = freeze(structuredClone({ ...input, empty: [], words: ['b', 'a'] }));
  for (const source of [
    '$ ~> |a|{"b": 9}, "c"|',
    '$ ~> |$$.a|{"b": 9}, "c"|',
    '$ ~> |**[$type($) = "object"]|{"n": 1}|',
    'empty.{"a": 1}',
    'empty{"a": 1}',
    '$sort(words)',
    'words^($)',
    '$reverse(words)',
    '$append(words, 1)',
    'words[]',
    'a.c[]',
    'a@$x.c#$i[$i = 0]',
    '($x := a; $x[0] ~> |$|{"b": 3}|)',
    '$eval("$ ~> |a|{\\"b\\": 2}|")',
    '($clone := function($x){$x}; $ ~> |a|{"b": 9}|)',
  ]) {
    expect(() => compile(source).evaluate(frozen)).not.toThrow();
  }
});

test('evaluations share nothing', () => {
  const expression = compile('($x := $x + 1; $eval("$y := $x"); {"x": $x, "y": $y, "r": $random()})');
  const first = expression.evaluate({}, { x: 1 });
  expect(first).toMatchObject({ x: 2, y: 2 });
  expect(expression.evaluate({}, { x: 1 })).toStrictEqual(first);
  const nested = compile('$again(1) & "," & n', {
    functions: { again: () => nested.evaluate({ n: 2 }, { again: () => 'x' }) },
  });
  expect(nested.evaluate({ n: 1 })).toBe('x,2,1');
});

test('a function that an expression answers can be called', () => {
  const add = compile('($n := 2; function($x){$x + $n})').evaluate() as (x: number) => number;
  expect(add(3)).toBe(5);
  const loop = compile('($f := function($n, $sum){$n = 0 ? $sum : $f($n - 1, $sum + $n)}; $f)').evaluate() as (
    ...values: number[]
  ) => number;
  expect(loop(50_000, 0)).toBe(1_250_025_000);
  expect((compile('$uppercase').evaluate() as (text: string) => string)('a')).toBe('A');
});

test('a promise of a function is refused', () => {
  const expression = compile('$later()', { functions: { later: async () => 1 } });
  expect(() => expression.evaluate()).toThrow(expect.objectContaining({ code: 'D3150', start: 0, end: 6 }));
});
