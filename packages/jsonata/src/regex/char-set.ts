/** A set of UTF-16 code units: ascending, disjoint ranges, each as its first and its last unit, one after the other. */
export type CharSet = readonly number[];

const LAST_UNIT = 0xffff;

export const NONE: CharSet = [];
export const ANY: CharSet = [0, LAST_UNIT];
export const DIGITS: CharSet = rangesOf('09');
export const WORD: CharSet = rangesOf('09AZ__az');
export const LINE_ENDS: CharSet = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];
/** WhiteSpace and LineTerminator of ECMAScript. */
export const SPACES: CharSet = [
  0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f,
  0x3000, 0x3000, 0xfeff, 0xfeff,
];

function rangesOf(bounds: string): CharSet {
  return Array.from(bounds, (char) => char.charCodeAt(0));
}

/** Kept, as most characters of most patterns are among them. */
const ASCII = Array.from({ length: 128 }, (_, unit): CharSet => [unit, unit]);

export function only(unit: number): CharSet {
  return ASCII[unit] ?? [unit, unit];
}

export function union(sets: readonly CharSet[]): CharSet {
  const ranges: [number, number][] = [];
  for (const set of sets) {
    for (let at = 0; at < set.length; at += 2) ranges.push([set[at]!, set[at + 1]!]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [first, last] of ranges) {
    const end = merged.length - 1;
    if (end > 0 && first <= merged[end]! + 1) merged[end] = Math.max(merged[end]!, last);
    else merged.push(first, last);
  }
  return merged;
}

export function complement(set: CharSet): CharSet {
  const rest: number[] = [];
  let next = 0;
  for (let at = 0; at < set.length; at += 2) {
    if (set[at]! > next) rest.push(next, set[at]! - 1);
    next = set[at + 1]! + 1;
  }
  if (next <= LAST_UNIT) rest.push(next, LAST_UNIT);
  return rest;
}

export function disjoint(one: CharSet, other: CharSet): boolean {
  let a = 0;
  let b = 0;
  while (a < one.length && b < other.length) {
    if (one[a + 1]! < other[b]!) a += 2;
    else if (other[b + 1]! < one[a]!) b += 2;
    else return false;
  }
  return true;
}

/** A set made ready for quick tests: a table for the first 256 units, a search in the ranges for the others. */
export interface CharTest {
  readonly table: Uint8Array;
  readonly ranges: CharSet;
}

const tests = new WeakMap<CharSet, CharTest>();

export function charTest(set: CharSet): CharTest {
  let test = tests.get(set);
  if (test === undefined) {
    test = makeTest(set);
    tests.set(set, test);
  }
  return test;
}

function makeTest(set: CharSet): CharTest {
  const table = new Uint8Array(256);
  for (let at = 0; at < set.length; at += 2) {
    for (let unit = set[at]!; unit <= set[at + 1]! && unit < 256; unit++) table[unit] = 1;
  }
  return { table, ranges: set };
}

/** Whether a code unit is in the set; NaN, which a text has beyond its ends, never is. */
export function contains(test: CharTest, unit: number): boolean {
  return unit < 256 ? test.table[unit] === 1 : inRanges(test.ranges, unit);
}

function inRanges(ranges: CharSet, unit: number): boolean {
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (unit < ranges[middle * 2]!) high = middle - 1;
    else if (unit > ranges[middle * 2 + 1]!) low = middle + 1;
    else return unit >= ranges[middle * 2]!;
  }
  return false;
}
