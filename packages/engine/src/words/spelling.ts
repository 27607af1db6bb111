import { isPlainObject } from './plain-object.ts';
import type { WordState } from './state.ts';

/** Longer keys are spelled out anew each time, so that a stranger's keys cannot fill the memory. */
const longestKept = 64;
const mostKept = 4096;
const kept = new Map<string, string>();

/**
 * What all spellings of a name have in common: its Unicode letters and digits, in lower case. Empty when there are none.
 * Most keys were met before, and a look-up costs a tenth of a regular expression.
 */
export function fold(state: WordState, spelling: string): string {
  if (spelling.length > longestKept) {
    state.spend(spelling.length);
    return lettersAndDigits(spelling);
  }
  const known = kept.get(spelling);
  if (known !== undefined) return known;
  const folded = lettersAndDigits(spelling);
  if (kept.size >= mostKept) kept.clear();
  kept.set(spelling, folded);
  return folded;
}

function lettersAndDigits(spelling: string): string {
  return spelling.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, '');
}

/** The key of the object that spells the name: the exact one, else the first that is loosely the same. */
export function findSpelling(state: WordState, object: unknown, name: unknown): string | undefined {
  if (!isPlainObject(object) || typeof name !== 'string') return undefined;
  state.spend(1);
  const folded = fold(state, name);
  if (folded === '') return undefined;
  if (Object.hasOwn(object, name)) return name;
  let keys = 0;
  let found: string | undefined;
  for (const key in object) {
    keys++;
    if (fold(state, key) === folded && Object.hasOwn(object, key)) {
      found = key;
      break;
    }
  }
  state.spend(keys);
  return found;
}
