import { JsonataError } from '../../error.ts';
import { regularInterval } from '../grouping.ts';
import { type NumberParts, numberParts } from './parts.ts';
import { checkNumberParts } from './rules.ts';
import type { NumberSymbols } from './symbols.ts';

/** How numbers of one sign are written: the variables of XPath F&O 4.7.4. */
export interface NumberFormat {
  readonly prefix: string;
  readonly suffix: string;
  /** What the number is multiplied by: 100 for percent, 1000 for per mille. */
  readonly factor: number;
  readonly hasDecimal: boolean;
  readonly least: { readonly integer: number; readonly fraction: number; readonly exponent: number };
  readonly mostFraction: number;
  /** Digits of the mantissa left of its point, when there is an exponent. */
  readonly scaling: number;
  readonly groups: {
    readonly interval: number;
    readonly integer: readonly number[];
    readonly fraction: readonly number[];
  };
}

export interface NumberPicture {
  readonly symbols: NumberSymbols;
  readonly positive: NumberFormat;
  readonly negative: NumberFormat;
}

/** Analyses a picture of $formatNumber. Throws D3080 to D3093 for one that breaks a rule, D3095 for too many places. */
export function analyseNumberPicture(picture: string, symbols: NumberSymbols): NumberPicture {
  const pictures = picture.split(symbols.pattern);
  if (pictures.length > 2) {
    throw new JsonataError('D3080', `a picture has at most two sub-pictures, this one has ${pictures.length}`);
  }
  const parts = pictures.map((each) => numberParts(each, symbols));
  for (const each of parts) checkNumberParts(each, symbols);
  const [positive, negative] = parts.map((each) => numberFormat(each, symbols));
  return {
    symbols,
    positive: positive!,
    negative: negative ?? { ...positive!, prefix: symbols.minus + positive!.prefix },
  };
}

function numberFormat(parts: NumberParts, symbols: NumberSymbols): NumberFormat {
  const { picture, prefix, suffix, integer, fraction, exponent } = parts;
  const digits = (text: string): number => text.split('').filter(symbols.isDigit).length;
  const places = (text: string): number =>
    text.split('').filter((sign) => symbols.isDigit(sign) || sign === symbols.optional).length;

  const scaling = digits(integer);
  let leastInteger = scaling;
  let leastFraction = digits(fraction);
  let mostFraction = places(fraction);
  const hasExponent = exponent !== undefined;
  if (leastInteger === 0 && mostFraction === 0) {
    if (hasExponent) {
      leastFraction = 1;
      mostFraction = 1;
    } else {
      leastInteger = 1;
    }
  }
  if (hasExponent && leastInteger === 0 && integer.includes(symbols.optional)) leastInteger = 1;
  if (leastInteger === 0 && leastFraction === 0) leastFraction = 1;
  if (mostFraction > 100) {
    throw new JsonataError('D3095', `a picture has at most 100 decimal places, this one has ${mostFraction}`);
  }

  // Both searches go on in the integer part, also the fraction's: so the reference reads later separators of a fraction.
  const separators = (text: string, before: boolean): number[] => {
    const positions: number[] = [];
    for (let at = text.indexOf(symbols.grouping); at !== -1; at = integer.indexOf(symbols.grouping, at + 1)) {
      positions.push(places(before ? text.slice(0, at) : text.slice(at)));
    }
    return positions;
  };
  const integerGroups = separators(integer, false);
  return {
    prefix,
    suffix,
    factor: picture.includes(symbols.percent) ? 100 : picture.includes(symbols.perMille) ? 1000 : 1,
    hasDecimal: picture.includes(symbols.decimal),
    least: { integer: leastInteger, fraction: leastFraction, exponent: hasExponent ? digits(exponent) : 0 },
    mostFraction,
    scaling,
    groups: { interval: regularInterval(integerGroups), integer: integerGroups, fraction: separators(fraction, true) },
  };
}
