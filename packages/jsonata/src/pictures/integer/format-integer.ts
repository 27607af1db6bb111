import { type Budget, spend } from '../../budget.ts';
import { JsonataError } from '../../error.ts';
import { unsupportedSequence } from '../refusals.ts';
import { formatDigits } from './digits.ts';
import { toLetters } from './letters.ts';
import { type IntegerFormat, integerPicture, type LetterCase } from './picture.ts';
import { toRoman } from './roman.ts';
import { toWords } from './words.ts';

/**
 * Writes the integer at or below a number by a picture (XPath F&O 4.6, fn:format-integer): "#,##0", "w", "Ww;o", "I",
 * "a". Throws D3130 or D3131 for a picture that can't be used, D1001 for a number that is not finite.
 */
export function formatInteger(value: number, picture: string, budget: Budget): string {
  spend(budget, 4 + Math.floor(picture.length / 16));
  if (!Number.isFinite(value)) throw new JsonataError('D1001', 'only a finite number can be written', { value });
  return writeInteger(Math.floor(value), integerPicture(picture), budget);
}

/** Writes a whole number by an analysed picture. */
export function writeInteger(value: number, format: IntegerFormat, budget: Budget): string {
  const size = Math.abs(value);
  return value < 0 ? `-${writeSize(size, format, budget)}` : writeSize(size, format, budget);
}

function writeSize(size: number, format: IntegerFormat, budget: Budget): string {
  switch (format.kind) {
    case 'digits':
      return formatDigits(size, format, budget);
    case 'words':
      return inCase(toWords(size, format.ordinal), format.letterCase);
    case 'roman':
      return format.upper ? toRoman(size, budget).toUpperCase() : toRoman(size, budget);
    case 'letters':
      return toLetters(size, format.upper ? 'A' : 'a');
    case 'sequence':
      throw unsupportedSequence(format.token);
  }
}

function inCase(words: string, letterCase: LetterCase): string {
  if (letterCase === 'title') return words;
  return letterCase === 'upper' ? words.toUpperCase() : words.toLowerCase();
}
