import { allowText, type Budget, spend } from '../../budget.ts';
import { JsonataError } from '../../error.ts';
import { analysed } from '../analysed.ts';
import { repeated } from '../padding.ts';
import { analyseNumberPicture, type NumberFormat } from './picture.ts';
import { roundHalfEven } from './round-half-even.ts';
import { type NumberSymbols, type Signs, signsFrom, symbolsOf } from './symbols.ts';

const usualPicture = analysed((picture) => analyseNumberPicture(picture, symbolsOf()));
const pictureWith = analysed(
  (picture, signs: Signs) => analyseNumberPicture(picture, symbolsOf(signs)),
  (picture, signs) => JSON.stringify(signs) + picture,
);

/**
 * Writes a number by a picture (XPath F&O 4.7, fn:format-number). `options` override the signs of the decimal format.
 * Throws D3080 to D3095 for a picture or option that breaks a rule, D1001 for a number that can't be written, D1015
 * and D1018 for too long a text or picture.
 */
export function formatNumber(
  value: number,
  picture: string,
  options: Readonly<Record<string, unknown>> | undefined,
  budget: Budget,
): string {
  spend(budget, 8 + Math.floor(picture.length / 8));
  const analysis = options === undefined ? usualPicture(picture) : pictureWith(picture, signsFrom(options));
  const { symbols, positive, negative } = analysis;
  return written(value, value >= 0 ? positive : negative, symbols, budget);
}

function written(value: number, format: NumberFormat, symbols: NumberSymbols, budget: Budget): string {
  let mantissa = value * format.factor;
  let exponent = 0;
  const hasExponent = format.least.exponent > 0;
  if (hasExponent && mantissa !== 0) [mantissa, exponent] = scaled(mantissa, format.scaling);
  spend(budget, Math.floor(Math.abs(exponent) / 16));
  const rounded = roundHalfEven(mantissa, format.mostFraction);
  if (!Number.isFinite(rounded)) {
    throw new JsonataError('D1001', 'the number is too large to be written by this picture', { value });
  }
  const digits = significant(digitsOf(rounded, format.mostFraction, symbols), symbols);
  let text = grouped(padded(digits, format, symbols, budget), format, symbols, budget);
  const pointAt = text.indexOf(symbols.decimal);
  if (!format.hasDecimal || pointAt === text.length - 1) text = text.slice(0, -1);
  if (hasExponent) {
    const power = digitsOf(exponent, 0, symbols);
    const zeros = repeated(symbols.zero, format.least.exponent - power.length, budget);
    text += symbols.exponent + (exponent < 0 ? symbols.minus : '') + zeros + power;
  }
  allowText(budget, format.prefix.length + text.length + format.suffix.length);
  spend(budget, Math.floor(text.length / 8));
  return format.prefix + text + format.suffix;
}

/** Moves the point so that the mantissa has `scaling` digits before it. */
function scaled(value: number, scaling: number): [mantissa: number, exponent: number] {
  const most = 10 ** scaling;
  const least = 10 ** (scaling - 1);
  let mantissa = value;
  let exponent = 0;
  while (Math.abs(mantissa) < least) {
    mantissa *= 10;
    exponent -= 1;
  }
  while (Math.abs(mantissa) > most && Number.isFinite(mantissa)) {
    mantissa /= 10;
    exponent += 1;
  }
  return [mantissa, exponent];
}

function digitsOf(value: number, places: number, symbols: NumberSymbols): string {
  const text = Math.abs(value).toFixed(places);
  if (symbols.zero === '0') return text;
  return text.replace(/[0-9]/g, (digit) => symbols.digits[Number(digit)]!);
}

/** Puts the picture's decimal separator in and takes the zeros at both ends away. */
function significant(digits: string, symbols: NumberSymbols): string {
  const text = digits.includes('.') ? digits.replace('.', symbols.decimal) : digits + symbols.decimal;
  let start = 0;
  let end = text.length;
  while (start < end && text.charAt(start) === symbols.zero) start++;
  while (end > start && text.charAt(end - 1) === symbols.zero) end--;
  return text.slice(start, end);
}

function padded(text: string, format: NumberFormat, symbols: NumberSymbols, budget: Budget): string {
  const pointAt = text.indexOf(symbols.decimal);
  const before = repeated(symbols.zero, format.least.integer - pointAt, budget);
  const after = repeated(symbols.zero, format.least.fraction - (text.length - pointAt - 1), budget);
  return before + text + after;
}

function grouped(text: string, format: NumberFormat, symbols: NumberSymbols, budget: Budget): string {
  const { interval, integer, fraction } = format.groups;
  if (integer.length === 0 && fraction.length === 0) return text;
  let pointAt = text.indexOf(symbols.decimal);
  const groups = interval > 0 ? Math.floor((pointAt - 1) / interval) : integer.length;
  allowText(budget, text.length + (Math.max(groups, 0) + fraction.length) * symbols.grouping.length);
  let result = text;
  const insert = (at: number): void => {
    result = result.slice(0, at) + symbols.grouping + result.slice(at);
  };
  if (interval > 0) {
    for (let group = 1; group <= groups; group++) insert(pointAt - group * interval);
  } else {
    for (const position of integer) insert(pointAt++ - position);
  }
  pointAt = result.indexOf(symbols.decimal);
  for (const position of fraction) insert(pointAt + 1 + position);
  return result;
}
