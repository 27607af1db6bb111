import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, callWith, listening } from './listening.ts';

describe('$loose and $looseKey take a name in any spelling', () => {
  test.each([
    ['firstName', { firstName: 1 }, 'firstName'],
    ['firstName', { first_name: 1 }, 'first_name'],
    ['firstName', { 'First Name': 1 }, 'First Name'],
    ['firstName', { 'FIRST-NAME!': 1 }, 'FIRST-NAME!'],
    ['firstName', { first_name: 1, firstName: 2 }, 'firstName'],
    ['firstName', { first_name: 1, 'first-name': 2 }, 'first_name'],
    ['prénom', { PRÉNOM: 1 }, 'PRÉNOM'],
    ['имя', { ' Имя ': 1 }, ' Имя '],
    ['line2', { 'Line 2': 1 }, 'Line 2'],
    ['line2', { line3: 1 }, undefined],
    ['firstName', { firstNames: 1 }, undefined],
    ['---', { '---': 1 }, undefined],
    ['', { '': 1, _: 2 }, undefined],
    ['constructor', {}, undefined],
    ['toString', {}, undefined],
    ['__proto__', {}, undefined],
    ['proto', JSON.parse('{"__proto__":1}'), '__proto__'],
    ['__proto__', JSON.parse('{"__proto__":1}'), '__proto__'],
    [42, { 42: 1 }, undefined],
    [undefined, { undefined: 1 }, undefined],
    ['firstName', undefined, undefined],
    ['firstName', null, undefined],
    ['length', 'a text', undefined],
    ['length', ['a', 'list'], undefined],
  ])('%j in %j is %j', (name, object, key) => {
    expect(call('looseKey', object, name)).toBe(key);
    expect(call('loose', object, name)).toBe(key === undefined ? undefined : (object as Record<string, unknown>)[key]);
  });

  test('a key that the prototype would give is not found', () => {
    const inherits = Object.create({ firstName: 'of the prototype' });
    expect(call('loose', inherits, 'firstName')).toBeUndefined();
    expect(call('loose', inherits, 'first_name')).toBeUndefined();
  });

  test('long keys are found too, and cost as many steps as they are long', () => {
    const key = `first${'_'.repeat(10_000)}name`;
    const state = listening();
    expect(callWith(state, 'looseKey', { [key]: 1 }, 'firstName')).toBe(key);
    expect(state.spent).toBeGreaterThan(10_000);
  });

  test('more keys than are remembered are told apart all the same', () => {
    for (let at = 0; at < 10_000; at++) expect(call('looseKey', { [`Key ${at}`]: 1 }, `key${at}`)).toBe(`Key ${at}`);
  });

  test('a look-up costs a step a key, so a budget holds it', () => {
    const state = listening();
    callWith(state, 'loose', Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, at])), 'absent');
    expect(state.spent).toBeGreaterThanOrEqual(500);
  });
});

// Few letters, so that spellings meet; with capitals, marks, digits, blanks and what only looks like a letter.
const spelling = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'é', 'É', 'İ', '\u0301', '1', '١', '_', '-', ' ', '²', '😀'),
});
const keys = fc.oneof(spelling, fc.constantFrom('__proto__', 'constructor', 'proto'));
const object = fc
  .uniqueArray(fc.tuple(keys, fc.integer()), { selector: ([key]) => key })
  .map((entries) => JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`));

/** A regular expression a key: what the words are to do, said as plainly as it can be. */
const plainly = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{Nd}]/gu, '');
const spells = (key: string, name: string) => plainly(name) !== '' && plainly(key) === plainly(name);

describe('as a regular expression a key would have it', () => {
  test('$looseKey and $loose', () => {
    fc.assert(
      fc.property(object, keys, (given, name) => {
        const found = Object.keys(given).filter((key) => spells(key, name));
        const expected = found.includes(name) ? name : found[0];
        expect(call('looseKey', given, name)).toBe(expected);
        expect(call('loose', given, name)).toBe(expected === undefined ? undefined : given[expected]);
      }),
    );
  });

  test('$omitLoose', () => {
    fc.assert(
      fc.property(object, fc.array(keys), (given, names) => {
        const expected = Object.entries(given).filter(([key]) => !names.some((name) => spells(key, name)));
        expect(Object.entries(call('omitLoose', given, ...names) as object)).toEqual(expected);
        expect(Object.entries(call('omitLoose', given, names) as object)).toEqual(expected);
      }),
    );
  });

  test('$omit', () => {
    fc.assert(
      fc.property(object, fc.array(keys, { maxLength: 20 }), (given, names) => {
        const expected = Object.entries(given).filter(([key]) => !names.includes(key));
        expect(Object.entries(call('omit', given, ...names) as object)).toEqual(expected);
      }),
    );
  });
});
