import { allowText, type Budget } from '../budget.ts';
import { JsonataError } from '../error.ts';

/** The longest string of V8 (2^29 - 24); other engines allow as much or more. */
const LONGEST_TEXT = 536_870_888;

/** Repeats a sign. The length is checked before the text is made: a picture may ask for any width. Throws D1015. */
export function repeated(sign: string, times: number, budget: Budget): string {
  if (!(times > 0)) return '';
  const length = sign.length * times;
  allowText(budget, length);
  if (length > LONGEST_TEXT) {
    throw new JsonataError('D1015', `a text of ${length} characters may not be made, the longest has ${LONGEST_TEXT}`);
  }
  return sign.repeat(times);
}
