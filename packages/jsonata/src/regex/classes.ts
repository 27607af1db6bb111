import { type CharSet, complement, only, union } from './char-set.ts';
import { type Cursor, readCharEscape, readClassEscape } from './escapes.ts';
import { anyCase } from './letter-case.ts';

const BACKSPACE = 0x08;
const DASH = 0x2d;

/** Reads a class such as "[^a-z\d]", from behind its "[" to behind its "]". */
export function readClass(cursor: Cursor, ignoreCase: boolean): CharSet {
  const { source } = cursor;
  const negative = source.charAt(cursor.at) === '^';
  if (negative) cursor.at++;
  const sets: CharSet[] = [];
  while (source.charAt(cursor.at) !== ']') {
    const first = readAtom(cursor);
    if (source.charAt(cursor.at) !== '-' || source.charAt(cursor.at + 1) === ']') {
      sets.push(typeof first === 'number' ? only(first) : first);
      continue;
    }
    cursor.at++;
    const last = readAtom(cursor);
    if (typeof first === 'number' && typeof last === 'number') {
      sets.push([first, last]);
    } else {
      // "\w-a" is no range: all three stand for themselves (Annex B.1.2.8.1).
      sets.push(only(DASH), ...[first, last].map((atom) => (typeof atom === 'number' ? only(atom) : atom)));
    }
  }
  cursor.at++;
  const set = union(sets);
  const whole = ignoreCase ? anyCase(set) : set;
  return negative ? complement(whole) : whole;
}

function readAtom(cursor: Cursor): number | CharSet {
  const unit = cursor.source.charCodeAt(cursor.at++);
  if (unit !== 0x5c) return unit;
  const set = readClassEscape(cursor);
  if (set !== undefined) return set;
  if (cursor.source.charAt(cursor.at) === 'b') {
    cursor.at++;
    return BACKSPACE;
  }
  return readCharEscape(cursor, /[a-zA-Z0-9_]/);
}
