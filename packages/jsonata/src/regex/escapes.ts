import { type CharSet, complement, DIGITS, SPACES, WORD } from './char-set.ts';

/** Where a parser stands in a pattern's source. */
export interface Cursor {
  readonly source: string;
  at: number;
}

/** The sets that a letter after a backslash stands for, within a class and without. */
const CLASS_ESCAPES: ReadonlyMap<string, CharSet> = new Map([
  ['d', DIGITS],
  ['D', complement(DIGITS)],
  ['s', SPACES],
  ['S', complement(SPACES)],
  ['w', WORD],
  ['W', complement(WORD)],
]);

const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

const BACKSLASH = 0x5c;

/** Reads \d and its like, behind the backslash; undefined, with the cursor where it was, for anything else. */
export function readClassEscape(cursor: Cursor): CharSet | undefined {
  const set = CLASS_ESCAPES.get(cursor.source.charAt(cursor.at));
  if (set !== undefined) cursor.at++;
  return set;
}

/**
 * Reads an escape that stands for one code unit, behind the backslash: ECMAScript's Annex B.1.2, as for all patterns
 * without the flag u. What is no escape is the character itself; \c without a letter is a backslash.
 */
export function readCharEscape(cursor: Cursor, controls: RegExp): number {
  const { source } = cursor;
  const char = source.charAt(cursor.at);
  if (char === 'c') {
    if (!controls.test(source.charAt(cursor.at + 1))) return BACKSLASH;
    cursor.at += 2;
    return source.charCodeAt(cursor.at - 1) % 32;
  }
  if (char >= '0' && char <= '7') return readOctal(cursor);
  const hex = char === 'x' ? 2 : char === 'u' ? 4 : 0;
  const digits = source.slice(cursor.at + 1, cursor.at + 1 + hex);
  cursor.at++;
  if (hex > 0 && digits.length === hex && /^[0-9a-fA-F]+$/.test(digits)) {
    cursor.at += hex;
    return Number.parseInt(digits, 16);
  }
  return CONTROL_ESCAPES.get(char) ?? char.charCodeAt(0);
}

/** At most three octal digits, of a value below 256. */
function readOctal(cursor: Cursor): number {
  let value = 0;
  for (let count = 0; count < 3; count++) {
    const char = cursor.source.charAt(cursor.at);
    if (!(char >= '0' && char <= '7') || value * 8 + Number(char) > 0o377) break;
    value = value * 8 + Number(char);
    cursor.at++;
  }
  return value;
}
