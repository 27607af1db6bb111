import { analysed } from '../analysed.ts';
import { type DigitsFormat, digitsFormat } from './digits.ts';

/** How an integer is written: what a picture of $formatInteger, or a marker of a date picture, says. */
export type IntegerFormat =
  | { readonly kind: 'letters'; readonly upper: boolean }
  | { readonly kind: 'roman'; readonly upper: boolean }
  | { readonly kind: 'words'; readonly letterCase: LetterCase; readonly ordinal: boolean }
  | DigitsFormat
  /** A numbering sequence such as "①": the reference reads it and refuses to write or to parse it (D3130). */
  | { readonly kind: 'sequence'; readonly token: string };

export type LetterCase = 'upper' | 'lower' | 'title';

/**
 * Reads a picture of integers (XPath F&O 4.6.1): a primary token, then perhaps ";" and a modifier, of which only "o"
 * (ordinal) means something in English. Throws D3131 for digits of two scripts.
 */
export const integerPicture: (picture: string) => IntegerFormat = analysed((picture) => {
  const semicolon = picture.lastIndexOf(';');
  const primary = semicolon === -1 ? picture : picture.slice(0, semicolon);
  const ordinal = semicolon !== -1 && picture.charAt(semicolon + 1) === 'o';
  switch (primary) {
    case 'A':
    case 'a':
      return { kind: 'letters', upper: primary === 'A' };
    case 'I':
    case 'i':
      return { kind: 'roman', upper: primary === 'I' };
    case 'W':
      return { kind: 'words', letterCase: 'upper', ordinal };
    case 'w':
      return { kind: 'words', letterCase: 'lower', ordinal };
    case 'Ww':
      return { kind: 'words', letterCase: 'title', ordinal };
    default:
      return digitsFormat(primary, ordinal) ?? { kind: 'sequence', token: primary };
  }
});
