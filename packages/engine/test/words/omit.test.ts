import { describe, expect, test } from 'vitest';
import { call, callWith, listening } from './listening.ts';

describe('$omit copies an object without some of its keys', () => {
  test.each([
    [{ a: 1, b: 2 }, ['a'], { b: 2 }],
    [{ a: 1, b: 2 }, [], { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, [undefined, null, 42, {}], { a: 1, b: 2 }],
    [{ a: 1, b: 2, c: 3 }, ['a', ['b', undefined, 'x']], { c: 3 }],
    [{ a: 1, A: 2 }, ['A'], { a: 1 }],
    [{ a: 1 }, ['a'], {}],
  ])('%j without %j is %j', (object, keys, expected) => {
    expect(call('omit', object, ...keys)).toEqual(expected);
  });

  test.each([[undefined], [null], ['text'], [42], [['a', 'list']]])('%j is no object, so there is nothing', (value) => {
    expect(call('omit', value, 'a')).toBeUndefined();
    expect(call('omitLoose', value, 'a')).toBeUndefined();
  });

  test('the object itself stays as it was, and its values are the same', () => {
    const object = Object.freeze({ id: 1, nested: Object.freeze({ deep: null }) });
    const copy = call('omit', object, 'id') as { nested: unknown };
    expect(copy).toEqual({ nested: { deep: null } });
    expect(copy.nested).toBe(object.nested);
  });

  test.each(['omit', 'omitLoose'])('$%s keeps __proto__ as a key like any other', (word) => {
    const copy = call(word, JSON.parse('{"__proto__":{"admin":true},"id":1}'), 'id');
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(call(word, JSON.parse('{"__proto__":1,"id":1}'), '__proto__')).toEqual({ id: 1 });
  });

  test('what a prototype would give is not copied', () => {
    expect(call('omit', Object.assign(Object.create({ inherited: 1 }), { own: 2 }), 'x')).toEqual({ own: 2 });
  });

  test('a name without a letter or digit takes nothing out', () => {
    expect(call('omitLoose', { '-': 1, _: 2 }, '-')).toEqual({ '-': 1, _: 2 });
  });

  test.each(['omit', 'omitLoose'])('$%s costs a step a key', (word) => {
    const state = listening();
    callWith(state, word, Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, at])), 'key7');
    expect(state.spent).toBeGreaterThanOrEqual(500);
  });
});
