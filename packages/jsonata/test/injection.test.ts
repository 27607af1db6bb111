import { describe, expect, test } from 'vitest';
import { compile } from '../src/index.ts';

/** Names and texts that would break out of generated source if they were not quoted. */
const hostile = [
  '"]);process.exit();//',
  "'];globalThis.owned = true;//",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the attack
  '${globalThis.owned = true}',
  '*/globalThis.owned = true/*',
  '</script><script>',
  'a\u2028globalThis.owned = true',
  'a\u2029b',
  '\ud800',
  '\udc00\ud800',
  '\\',
  '\\u0022',
  '\n',
  '\0',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'run',
  'at',
  'places',
  'error',
  '',
];

const backquoted = (name: string): string => `\`${name}\``;
const literal = (text: string): string => JSON.stringify(text);

describe.each(hostile)('%j', (name) => {
  const own = (value: unknown): object =>
    Object.defineProperty({}, name, { value, enumerable: true, configurable: true });

  test('as a name reads an own member', () => {
    expect(compile(backquoted(name)).evaluate(own({ deep: 1 }))).toStrictEqual({ deep: 1 });
    expect(compile(`${backquoted(name)}.deep`).evaluate(own({ deep: 1 }))).toBe(1);
    expect(compile(`list.${backquoted(name)}`).evaluate({ list: [own(1), own(2)] })).toStrictEqual([1, 2]);
  });

  test('as a name of nothing is missing', () => {
    expect(compile(backquoted(name)).evaluate({})).toBeUndefined();
    expect(compile(`a.${backquoted(name)}.b`).evaluate({ a: {} })).toBeUndefined();
    expect(compile(backquoted(name)).evaluate([[]])).toBeUndefined();
    expect(compile(`$lookup($, ${literal(name)})`).evaluate({})).toBeUndefined();
  });

  test('as text stays that text', () => {
    expect(compile(literal(name)).evaluate()).toBe(name);
    expect(compile(`${literal(name)} & "!"`).evaluate()).toBe(`${name}!`);
  });

  test('as a key makes an own member', () => {
    const made = compile(`{${literal(name)}: 1, "other": missing}`).evaluate({}) as object;
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(Object.entries(made)).toStrictEqual([[name, 1]]);
    const grouped = compile(`$.{key: 1}`).evaluate({ key: name }) as object;
    expect(Object.entries(grouped)).toStrictEqual([[name, 1]]);
    for (const source of ['$merge([$])', '$sift($, function($v){true})', '$clone($)', '$ ~> |$|{}|', '$spread($)']) {
      expect(Object.entries(compile(source).evaluate(own(1)) as object)).toStrictEqual([[name, 1]]);
    }
  });

  test('as a regular expression, a message and a place is data', () => {
    const source = `$contains(text, ${literal(name)}) ? $error(${literal(name)})`;
    expect(() => compile(source).evaluate({ text: name })).toThrow(name || '$error() function evaluated');
    expect(compile(source).toSource()).not.toMatch(/[\u2028\u2029]|<\/script/);
  });
});

test('members that an object inherits are none of its own, also where one goes through all of them', () => {
  const input = Object.assign(Object.create({ inherited: 1 }), { own: 2 }) as object;
  expect(compile('$sift($, function($v){true})').evaluate(input)).toStrictEqual({ own: 2 });
  expect(compile('$each($, function($v, $k){$k})').evaluate(input)).toBe('own');
});

test('none of them ran', () => {
  expect((globalThis as { owned?: boolean }).owned).toBeUndefined();
});

test('variables may be called like anything that generated code calls its own', () => {
  const source =
    '($run := 1; $at := 2; $places := 3; $error := 4; $input := 5; $eval_ := 6; [$run, $at, $places, $error, $input, $eval_])';
  expect(compile(source).evaluate()).toStrictEqual([1, 2, 3, 4, 5, 6]);
});

test('no name leads from an expression to a prototype, a global or code', () => {
  const reach = [
    'constructor',
    '__proto__',
    '__defineGetter__',
    'constructor.constructor',
    'prototype',
    'caller',
    'arguments',
  ];
  const starts = ['$', '"text"', '1', '[]', '{}', '$string', 'function($x){$x}', '$now', '$match("a", /a/)'];
  for (const start of starts) {
    for (const name of reach) expect(compile(`(${start}).${name}`).evaluate({})).toBeUndefined();
    expect(compile(`$lookup(${start}, "constructor")`).evaluate({})).toBeUndefined();
  }
  expect(compile('globalThis').evaluate({})).toBeUndefined();
  expect(compile('$globalThis').evaluate({})).toBeUndefined();
  expect(compile('$constructor').evaluate({}, { a: 1 })).toBeUndefined();
  expect(compile('$toString').evaluate({}, { a: 1 })).toBeUndefined();
});

test('a transform can not reach a prototype', () => {
  compile('$ ~> |$|{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}|').evaluate({
    a: 1,
  });
  compile('{"__proto__": {"polluted": true}}').evaluate();
  compile('$merge([{"__proto__": {"polluted": true}}])').evaluate();
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
