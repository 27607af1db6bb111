import { JsonataError } from '../../error.ts';

const ISO = /^\d{4}(?:-[01]\d(?:-[0-3]\d)?)?(?:T[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-][0-2]\d:?[0-5]\d)?|Z)?$/;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Reads an ISO 8601 date or date and time, in milliseconds since 1970 UTC. A text without a zone is UTC (the reference
 * takes the zone of its machine). Digits after the third of a second are cut off; the 30th and 31st of a shorter month
 * roll over. Throws D3110 for any other text.
 */
export function parseIsoDate(text: string): number {
  if (!ISO.test(text)) throw notIso(text);
  const timeAt = text.indexOf('T');
  const dateLength = timeAt === -1 ? text.length : timeAt;
  const month = dateLength >= 7 ? number(text, 5, 7) : 1;
  const day = dateLength >= 10 ? number(text, 8, 10) : 1;
  const time = timeAt === -1 ? 0 : timeOf(text, timeAt + 1);
  const east = timeAt === -1 ? 0 : offsetOf(text, timeAt + 1);
  if (month < 1 || month > 12 || day < 1 || day > 31 || time > DAY || Math.abs(east) >= DAY) throw notIso(text);
  // Date.UTC would take the years 0 to 99 for those of the last century.
  return new Date(0).setUTCFullYear(number(text, 0, 4), month - 1, day) + time - east;
}

/** The milliseconds of "hh:mm:ss.f". */
function timeOf(text: string, at: number): number {
  const seconds = (number(text, at, at + 2) * 60 + number(text, at + 3, at + 5)) * 60 + number(text, at + 6, at + 8);
  if (text.charAt(at + 8) !== '.') return seconds * 1000;
  let millis = 0;
  let worth = 100;
  for (let digit = at + 9; worth >= 1 && isDigit(text, digit); digit++) {
    millis += worth * number(text, digit, digit + 1);
    worth /= 10;
  }
  return seconds * 1000 + millis;
}

/** The milliseconds of "+hh:mm" or "+hhmm" at the end of a time that begins here. */
function offsetOf(text: string, at: number): number {
  const sign = Math.max(text.indexOf('+', at), text.indexOf('-', at));
  if (sign === -1) return 0;
  const minutes = number(text, sign + 1, sign + 3) * 60 + number(text, text.length - 2, text.length);
  return (text.charAt(sign) === '-' ? -minutes : minutes) * MINUTE;
}

function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - 0x30;
  return value;
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

function notIso(text: string): JsonataError {
  const found = `a text of ${text.length} characters`;
  return new JsonataError('D3110', `a date is ISO 8601, such as "2018-03-27T14:03:00Z", found ${found}`, {
    value: text,
  });
}
