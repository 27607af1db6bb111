import { JsonataError } from '../../error.ts';
import { compileRegex, type Regex } from '../../regex/index.ts';
import { analysed } from '../analysed.ts';
import { readInteger } from '../integer/parse-integer.ts';
import type { IntegerFormat } from '../integer/picture.ts';
import { NUMBER_WORDS } from '../integer/words.ts';
import { unnamed, unsupportedSequence } from '../refusals.ts';
import { namesOf } from './names.ts';
import { type DateMarker, type DatePart, datePicture } from './picture.ts';

/** One part of a picture, ready to read a text: what it may look like, and what its component's value then is. */
interface Piece {
  readonly pattern: string;
  readonly component?: string;
  readonly read?: (text: string) => number | undefined;
}

/** Reads texts by one date picture: the pattern of the whole, and a piece for each of its groups. */
export interface DateReader {
  readonly pattern: Regex;
  readonly pieces: readonly Piece[];
}

/** Markers in words have long patterns; a picture that needs a longer pattern than this is refused. */
const LONGEST_PATTERN = 20_000;
/** Words are grouped by their first letter, so that few of them are tried at a place. */
const LETTERS = [...new Set(NUMBER_WORDS.map((word) => word.charAt(0)))];
const WORDS = `(?:${LETTERS.map((letter) => {
  const ends = NUMBER_WORDS.filter((word) => word.startsWith(letter)).map((word) => word.slice(1));
  return `${letter}(?:${ends.join('|')})`;
}).join('|')}|and|[\\-, ])+`;
const HALVES: ReadonlyMap<string, number> = new Map([
  ['am', 0],
  ['AM', 0],
  ['pm', 1],
  ['PM', 1],
]);

/**
 * Makes a reader from a date picture. The pattern runs on our own regular expressions, so no text and no picture can
 * make it slow. Throws as `datePicture` does, D3133 for a name that is no month and no day, D3130 for a numbering
 * sequence.
 */
export const dateReader: (picture: string) => DateReader = analysed((picture) => {
  const pieces = datePicture(picture).map(pieceOf);
  const source = `^${pieces.map(({ pattern }) => `(${pattern})`).join('')}$`;
  if (source.length > LONGEST_PATTERN) {
    throw new JsonataError('D1018', `a date picture with ${pieces.length} parts is too long to read texts by`);
  }
  return { pattern: compileRegex(source, 'i'), pieces };
});

function pieceOf(part: DatePart): Piece {
  if (part.kind === 'text') return { pattern: escaped(part.text) };
  const { component } = part;
  if (component === 'Z' || component === 'z') return { component, ...zonePiece(part) };
  if (component === 'f') return { component, pattern: '[0-9]+', read: readFraction };
  if (part.integer) {
    const format = part.integer;
    return { component, pattern: integerPattern(format, part.readWidth), read: (text) => readInteger(text, format) };
  }
  return { component, pattern: '[a-zA-Z]+', read: nameReader(part) };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Milliseconds are read from the first three digits, in the reference's own arithmetic. */
function readFraction(text: string): number {
  return Number.parseFloat(`0.${text.slice(0, 3)}`) * 1000;
}

function integerPattern(format: IntegerFormat, width: number | undefined): string {
  switch (format.kind) {
    case 'letters':
      return format.upper ? '[A-Z]+' : '[a-z]+';
    case 'roman':
      return format.upper ? '[MDCLXVI]+' : '[mdclxvi]+';
    case 'words':
      return WORDS;
    case 'digits':
      return `[0-9]${width === undefined ? '+' : `{${width}}`}${format.ordinal ? '(?:th|st|nd|rd)' : ''}`;
    case 'sequence':
      throw unsupportedSequence(format.token);
  }
}

function nameReader(marker: DateMarker): (text: string) => number | undefined {
  const { component, most } = marker;
  if (component === 'P') return (text) => HALVES.get(text);
  const names = namesOf(component);
  if (names === undefined) throw unnamed(component);
  const numbers = new Map(names.map((name, index) => [most ? name.slice(0, most) : name, index + 1]));
  return (text) => numbers.get(text);
}

/** An offset from UTC, in minutes: "+05:30" where the pattern has a separator, else "+5" or "+0530". */
function zonePiece(marker: DateMarker): Omit<Piece, 'component'> {
  const format = marker.integer;
  const separator = format?.kind === 'digits' && format.grouping.kind === 'regular' ? format.grouping.sign : undefined;
  const prefix = marker.component === 'z' ? 'GMT' : '';
  return {
    pattern: `${prefix}[-+][0-9]+${separator === undefined ? '' : `${escaped(separator)}[0-9]+`}`,
    read: (text) => {
      const offset = text.slice(prefix.length);
      const [hours = '', minutes = '0'] = separator === undefined ? cutOffset(offset) : offset.split(separator);
      return Number.parseInt(hours, 10) * 60 + Number.parseInt(minutes, 10);
    },
  };
}

function cutOffset(offset: string): string[] {
  return offset.length <= 3 ? [offset] : [offset.slice(0, 3), offset.slice(3)];
}
