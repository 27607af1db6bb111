import { describe, expect, test } from 'vitest';
import { compile, createGenerator, type GeneratorOptions, JsonataError, parse, types } from '../src/index.ts';
import * as runtime from '../src/runtime/index.ts';

type Module = Record<string, (run: runtime.Run, event: unknown, ...more: unknown[]) => unknown>;

/** Compiles several expressions into one module, as the engine does, and loads it. */
function build(
  expressions: Record<string, string>,
  functions: Record<string, string> = {},
  options: GeneratorOptions = {},
  given: Record<string, unknown> = {},
): { module: Module; run: (event: unknown) => runtime.Run; text: string } {
  const asts = Object.entries(expressions).map(([name, source]) => [name, parse(source)] as const);
  const generator = createGenerator({ expressions: asts.map(([, ast]) => ast), ...options });
  for (const [name, source] of Object.entries(functions)) generator.define(name, parse(source));
  const bodies = asts.map(([name, ast]) => {
    const { statements, value } = generator.emit(ast, { input: { code: 'event', type: types.OBJECT }, origin: name });
    return `${name}(run, event) { let at = -1; try { ${statements} return ${value}; } catch (error) { throw $placed(error, places[at]); } },`;
  });
  const text = `${generator.declarations()}\nreturn { ${bodies.join('\n')} };`;
  const names = [...new Set([...generator.imports(), 'placed'])];
  const exports = runtime as unknown as Record<string, unknown>;
  const make = new Function(...names.map((name) => `$${name}`), ...Object.keys(given), `'use strict';\n${text}`);
  const module = make(...names.map((name) => exports[name]), ...Object.values(given)) as Module;
  return { module, text, run: (root) => new runtime.Run({ root, marking: generator.marking }) };
}

describe('a module of many expressions', () => {
  test('shares its functions, which may call each other in any order', () => {
    const { module, run, text } = build(
      { first: '$greet(name)', second: '$greet("you")' },
      {
        greet: 'function($name){ $shout("hello " & $name) }',
        shout: 'function($text){ $uppercase($text) & $mark() }',
        mark: 'function(){ $$.mark }',
      },
    );
    const event = { name: 'Ann', mark: '!' };
    expect(module.first!(run(event), event)).toBe('HELLO ANN!');
    expect(module.second!(run(event), event)).toBe('HELLO YOU!');
    expect(text.match(/function greet/g)).toHaveLength(1);
  });

  test('gives what the same functions bound in one expression give', () => {
    const functions = {
      keysOf: 'function($o){ $keys($o) }',
      shout: 'function(){ $uppercase() }',
      mark: 'function($x){ ($x := $x & "!"; $x) }',
      name: 'function($o){ $o.name[] }',
      pick: 'function($o){ $o ~> $lookup("a") }',
      least: 'function($l)<a<n>:n>{ $min($l) }',
    };
    const event = { o: { a: 1 }, names: ['x', 'y'], n: 5, one: { name: 'N' } };
    const bound = Object.entries(functions).map(([name, source]) => `$${name} := ${source}; `);
    for (const source of [
      '$keysOf(o) = "a"',
      '$string($keysOf(o))',
      '$map([o], $keysOf)',
      '$map([o], function($x){ $keysOf($x) })',
      '[$keysOf(o)][0]',
      'names.$shout()',
      'names.$mark($)',
      '$name(one)',
      '{"n": $name(one)}.n',
      '$pick(o)',
      '$least(n)',
    ]) {
      const { module, run } = build({ source: `(${source})` }, functions);
      expect(module.source!(run(event), event), source).toStrictEqual(
        compile(`(${bound.join('')}${source})`).evaluate(event),
      );
    }
  });

  test('lets its functions recur', () => {
    const { module, run } = build(
      { even: '$even(n)' },
      { even: 'function($n){ $n = 0 ? true : $odd($n - 1) }', odd: 'function($n){ $n = 0 ? false : $even($n - 1) }' },
    );
    expect(module.even!(run({}), { n: 30_001 })).toBe(false);
  });

  test('says in errors which source the place is in', () => {
    const { module, run } = build({ field: '$twice(name)' }, { twice: 'function($n){\n  $n * 2\n}' });
    const failure = (): unknown => module.field!(run({}), { name: 'x' });
    expect(failure).toThrow(JsonataError);
    expect(failure).toThrow(expect.objectContaining({ code: 'T2001', origin: 'twice', line: 2, column: 3 }));
    const other = build({ field: 'name + 1' });
    expect(() => other.module.field!(other.run({}), { name: 'x' })).toThrow(
      expect.objectContaining({ origin: 'field', start: 0, end: 4 }),
    );
  });

  test('refuses a function file that holds no function', () => {
    expect(() => createGenerator().define('one', parse('1'))).toThrow('the source of $one is no function');
  });

  test('refuses what was not announced when it needs more than was prepared for', () => {
    const generator = createGenerator({ expressions: [parse('a.b')] });
    generator.emit(parse('a.b'), { input: { code: 'event', type: types.ANY } });
    expect(() => generator.emit(parse('a.b[]'), { input: { code: 'event', type: types.ANY } })).toThrow(
      'not among those announced',
    );
  });
});

describe('functions that are handed in', () => {
  const functions = {
    wrap: { signature: '<s-s?:s>', parameters: '(text, with?)', implementation: 'words.wrap', returns: types.STRING },
    answer: {
      signature: '<:n>',
      parameters: '()',
      implementation: 'none',
      emit: () => ({ code: '42', type: types.NUMBER, literal: 42 }),
    },
  };
  const words = { wrap: (_run: unknown, text: string, mark = '*') => `${mark}${text}${mark}` };

  test('are called with checked arguments, and completed by the context', () => {
    const { module, run } = build(
      { a: '$wrap(name, "-")', b: 'name.$wrap()', c: '$map(names, $wrap)' },
      {},
      { functions },
      { words },
    );
    const event = { name: 'Ann', names: ['a', 'b'] };
    expect(module.a!(run(event), event)).toBe('-Ann-');
    expect(module.b!(run(event), event)).toBe('*Ann*');
    expect(() => module.c!(run(event), event)).toThrow(expect.objectContaining({ code: 'T0410' }));
    expect(() => module.a!(run(event), { name: 1 })).toThrow(
      expect.objectContaining({ code: 'T0410', start: 6, end: 10 }),
    );
  });

  test('may write their calls themselves', () => {
    const { module, run, text } = build({ a: '$answer() + 1' }, {}, { functions });
    expect(module.a!(run({}), {})).toBe(43);
    expect(text).not.toContain('none(');
  });

  test('may take the place of built-ins, which may also be taken away', () => {
    const { module, run } = build(
      { a: '$uppercase("x")', b: '$exists($random)' },
      {},
      {
        functions: { uppercase: { ...functions.wrap, implementation: 'words.wrap' } },
        without: ['random'],
      },
      { words },
    );
    expect(module.a!(run({}), {})).toBe('*x*');
    expect(module.b!(run({}), {})).toBe(false);
  });
});

describe('the code that is written', () => {
  test('reads a path of a known object without guards against arrays at its start', () => {
    const { text } = build({ token: 'context.device.token' });
    expect(text).toContain('event.context');
    expect(text).not.toMatch(/Array\.isArray\(event\)/);
  });

  test('compares with text by identity', () => {
    expect(build({ when: 'type = "identify"' }).text).toContain('=== "identify"');
  });

  test('loops over a literal function instead of calling it', () => {
    const { text } = build({ a: '$sift(traits, function($v, $k){$k != "id"})' });
    expect(text).not.toContain('=>');
    expect(text).not.toContain('function ');
  });

  test('uses what is known of variables', () => {
    const { text } = build(
      { a: '$limit + 1' },
      {},
      { variables: { limit: { code: 'run.limit', type: types.NUMBER } } },
    );
    expect(text).not.toContain('typeof');
  });
});
