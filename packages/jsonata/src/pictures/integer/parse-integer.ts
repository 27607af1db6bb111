import { type Budget, spend } from '../../budget.ts';
import { JsonataError } from '../../error.ts';
import { unsupportedSequence } from '../refusals.ts';
import { parseDigits } from './digits.ts';
import { fromLetters } from './letters.ts';
import { type IntegerFormat, integerPicture } from './picture.ts';
import { fromRoman } from './roman.ts';
import { fromWords } from './words.ts';

/**
 * Reads an integer as `formatInteger` writes it. Undefined for a text that is none (the reference gives NaN, which JSON
 * does not have). Throws D3130 or D3131 for a picture that can't be used, D1001 for a number beyond any that JSON has.
 */
export function parseInteger(text: string, picture: string, budget: Budget): number | undefined {
  spend(budget, 4 + Math.floor(picture.length / 16) + Math.floor(text.length / 4));
  const value = readInteger(text, integerPicture(picture));
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) throw new JsonataError('D1001', 'the text is a number out of range');
  return value;
}

/** Reads a text by an analysed picture; NaN for a text that is no integer. */
export function readInteger(text: string, format: IntegerFormat): number {
  switch (format.kind) {
    case 'digits':
      return parseDigits(text, format);
    case 'words':
      return fromWords(text.toLowerCase());
    case 'roman':
      return fromRoman(format.upper ? text : text.toUpperCase());
    case 'letters':
      return fromLetters(text, format.upper ? 'A' : 'a');
    case 'sequence':
      throw unsupportedSequence(format.token);
  }
}
