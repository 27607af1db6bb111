const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Milliseconds since 1970 of an ISO 8601 text, NaN when it is none (or no text). Without a zone it is UTC. Own arithmetic,
 * because engines read a date without a zone as local time and take the 30th of February.
 */
export function parseTime(value: unknown): number {
  if (typeof value !== 'string' || value.length > 40) return Number.NaN;
  const usual = parseCanonical(value);
  if (usual !== undefined) return usual;
  const parts = iso.exec(value);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = parts;
  if (!isDate(+year!, +month!, +day!)) return Number.NaN;
  const midnight = hour === '24' && +minute === 0 && +second === 0 && +fraction === 0;
  if ((+hour > 23 && !midnight) || +minute > 59 || +second > 59) return Number.NaN;
  const millis = Math.trunc(Number(`0.${fraction || 0}`) * 1000 + 1e-6);
  const shift = zoneMinutes(zone);
  const date = new Date(0);
  date.setUTCFullYear(+year!, +month! - 1, +day!);
  date.setUTCHours(+hour, +minute - shift, +second, millis);
  return date.getTime();
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.length > 3 ? zone.slice(-2) : 0);
  return zone[0] === '-' ? -minutes : minutes;
}

function isDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Segment's clock correction: `receivedAt - (sentAt - originalTimestamp)`, as ISO 8601 in UTC. What the client's clock
 * is off drops out; the request's latency is added. Nothing when one of the three is not a time, or when the result has no
 * four-digit year. There is no guard against large differences, as Segment documents none: a history import lies years back.
 */
export function correctClock(receivedAt: string, sentAt: unknown, originalTimestamp: unknown): string | undefined {
  const original = parseTime(originalTimestamp);
  // All calls of a request have these two in common.
  if (last.receivedAt !== receivedAt || last.sentAt !== sentAt) {
    last = { receivedAt, sentAt, ms: parseTime(receivedAt) - parseTime(sentAt) };
  }
  const corrected = last.ms + original;
  if (!(corrected >= yearZero && corrected < yearTenThousand)) return undefined;
  return formatTime(corrected);
}

let last = { receivedAt: '', sentAt: undefined as unknown, ms: Number.NaN };

const yearZero = Date.UTC(-1, 11, 31) + 86_400_000;
const yearTenThousand = Date.UTC(10_000, 0, 1);

/** The day of the last text that was read, and of the last one that was written: most calls are of the same. */
const read = { text: '', midnight: Number.NaN };
const written = { text: '', midnight: Number.NaN };
const dayMs = 86_400_000;

/** Reads what every client sends, `2026-11-23T14:02:00.000Z`, on a day that was read before; nothing for all else. */
function parseCanonical(value: string): number | undefined {
  if (value.length !== 24 || value[10] !== 'T' || value[13] !== ':' || value[16] !== ':') return undefined;
  if (value[19] !== '.' || value[23] !== 'Z' || !isDay(value)) return undefined;
  const hour = digits(value, 11, 13);
  const minute = digits(value, 14, 16);
  const second = digits(value, 17, 19);
  const milli = digits(value, 20, 23);
  if (!(hour < 24 && minute < 60 && second < 60 && milli >= 0)) return undefined;
  return read.midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milli;
}

function isDay(value: string): boolean {
  if (value.startsWith(read.text) && read.text !== '') return true;
  const day = value.slice(0, 10);
  const parts = iso.exec(day);
  const [, year, month, date] = parts ?? [];
  if (!parts || !isDate(+year!, +month!, +date!)) return false;
  read.text = day;
  read.midnight = new Date(0).setUTCFullYear(+year!, +month! - 1, +date!);
  return true;
}

/** The number that stands there, NaN where something else does. */
function digits(value: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = value.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** As `Date.prototype.toISOString`, of a year of four digits. */
function formatTime(ms: number): string {
  const midnight = Math.floor(ms / dayMs) * dayMs;
  if (midnight !== written.midnight) {
    written.text = new Date(midnight).toISOString().slice(0, 11);
    written.midnight = midnight;
  }
  const time = Math.trunc(ms - midnight);
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const [hour, minute, second] = [Math.floor(minutes / 60), minutes % 60, seconds % 60];
  return `${written.text}${two(hour)}:${two(minute)}:${two(second)}.${three(time % 1000)}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function three(value: number): string {
  return value < 10 ? `00${value}` : value < 100 ? `0${value}` : `${value}`;
}
