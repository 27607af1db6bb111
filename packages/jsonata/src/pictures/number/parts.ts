import type { NumberSymbols } from './symbols.ts';

/** A sub-picture cut into the parts that XPath F&O 4.7.3 names. */
export interface NumberParts {
  readonly picture: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly exponent: string | undefined;
  readonly integer: string;
  readonly fraction: string;
}

/** Cuts a sub-picture. Offsets are used as the reference uses them, also where a prefix shifts them. */
export function numberParts(picture: string, symbols: NumberSymbols): NumberParts {
  const opens = (sign: string): boolean => symbols.isActive(sign) && sign !== symbols.exponent;
  const signs = picture.split('');
  const first = signs.findIndex(opens);
  const last = signs.findLastIndex(opens);
  const prefix = first === -1 ? '' : picture.slice(0, first);
  const suffix = last === -1 ? '' : picture.slice(last + 1);
  const active = picture.slice(prefix.length, picture.length - suffix.length);

  const exponentAt = picture.indexOf(symbols.exponent, prefix.length);
  const hasExponent = exponentAt !== -1 && exponentAt <= picture.length - suffix.length;
  const mantissa = hasExponent ? active.slice(0, exponentAt) : active;
  const exponent = hasExponent ? active.slice(exponentAt + 1) : undefined;

  const pointAt = mantissa.indexOf(symbols.decimal);
  const integer = pointAt === -1 ? mantissa : mantissa.slice(0, pointAt);
  const fraction = pointAt === -1 ? suffix : mantissa.slice(pointAt + 1);
  return { picture, prefix, suffix, active, mantissa, exponent, integer, fraction };
}
