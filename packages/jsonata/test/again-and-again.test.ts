import { describe, expect, test } from 'vitest';
import { compile } from '../src/index.ts';

/* An expression is evaluated again and again; no evaluation sees anything of another. */

describe('a function that came out of an evaluation', () => {
  test.each([
    ['a lambda', 'function($x) { $$.a & $x }', 'one two'],
    ['a lambda with a signature', 'function($x)<s:s> { $$.a & $x }', 'one two'],
    ['a lambda in an array', '[function($x) { $$.a & $x }][0]', 'one two'],
    ['a lambda in a block', '($b := $$.a; function($x) { $b & $x })', 'one two'],
    ['a lambda that calls another', '($f := function($x) { $$.a & $x }; function($x) { $f($x) })', 'one two'],
    ['a partial application', '$join([$$.a, " two"], ?)', 'one two two'],
    ['a composition', '$trim ~> function($x) { $$.a & $x }', 'onetwo'],
    ['$eval', '($a := $$.a; $eval("function($x) { $a & $x }"))', 'one two'],
  ])('%s keeps to its own evaluation', (_, source, answer) => {
    const expression = compile(source);
    const make = (a: string) => expression.evaluate({ a }) as (text: string) => unknown;
    const first = make('one');
    make('another');
    expect(first(' two')).toBe(answer);
  });

  test('a transform works on after the evaluation', () => {
    const expression = compile('|b|{ "c": $$.a }|');
    const first = expression.evaluate({ a: 1 }) as (value: object) => unknown;
    expression.evaluate({ a: 2 });
    expect(first({ b: {} })).toEqual({ b: { c: 1 } });
  });
});

describe('an evaluation', () => {
  test('that used up its steps leaves all of them to the next', () => {
    const expression = compile('$sum($map([1..n], function($i) { $i }))', { limits: { steps: 100 } });
    for (let turn = 0; turn < 5; turn++) {
      expect(expression.evaluate({ n: 20 })).toBe(210);
      expect(() => expression.evaluate({ n: 1000 })).toThrow('too many steps');
    }
  });

  test('that failed deep inside leaves all depth to the next', () => {
    const source = '($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(n))';
    const expression = compile(source, { limits: { depth: 50 } });
    for (let turn = 0; turn < 5; turn++) {
      expect(expression.evaluate({ n: 40 })).toBe(40);
      expect(() => expression.evaluate({ n: 60 })).toThrow('too deeply');
    }
  });

  test('draws the same random numbers as the one before', () => {
    const expression = compile('[$random(), $random()]');
    expect(expression.evaluate()).toEqual(expression.evaluate());
  });

  test('may begin another of the same expression', () => {
    const expression = compile('{ "name": name, "inner": inner.name, "root": $$.name }');
    const input = {
      name: 'outer',
      get inner() {
        return expression.evaluate({ name: 'inner', inner: {} });
      },
    };
    expect(expression.evaluate(input)).toEqual({ name: 'outer', inner: 'inner', root: 'outer' });
  });

  test('tells sequences from other arrays as the first one did', () => {
    const expression = compile('$distinct(list.item)');
    for (let turn = 0; turn < 3; turn++) {
      expect(expression.evaluate({ list: [{ item: 1 }, { item: 1 }] })).toBe(1);
      expect(expression.evaluate({ list: { item: [1, 1] } })).toEqual([1]);
    }
  });

  test('can be taken out of its expression, and the expression be frozen', () => {
    const { evaluate } = compile('a + 1');
    const frozen = Object.freeze(compile('a + 1'));
    for (let turn = 0; turn < 3; turn++) {
      expect(evaluate({ a: turn })).toBe(turn + 1);
      expect(frozen.evaluate({ a: turn })).toBe(turn + 1);
      expect(frozen.evaluate({}, { a: turn }, { now: 0 })).toBeUndefined();
    }
  });
});
