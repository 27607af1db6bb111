import { expect, test } from 'vitest';
import { anyCase } from '../../src/regex/letter-case.ts';

test('letters are equal under the flag i when they are to RegExp, all of them', () => {
  const differing: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit++) {
    const set = anyCase([unit, unit]);
    const native = new RegExp(`^[\\u${unit.toString(16).padStart(4, '0')}]$`, 'i');
    const variants = set.flatMap((first, at) => (at % 2 === 0 ? range(first, set[at + 1]!) : []));
    const letter = String.fromCharCode(unit);
    const candidates = [letter.toLowerCase(), letter.toUpperCase()].filter((each) => each.length === 1);
    for (const variant of variants) if (!native.test(String.fromCharCode(variant))) differing.push(letter);
    for (const other of candidates)
      if (native.test(other) !== variants.includes(other.charCodeAt(0))) differing.push(letter);
  }
  expect(differing).toEqual([]);
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
