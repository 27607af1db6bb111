const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Milliseconds since 1970 of an ISO 8601 text, NaN when it is none (or no text). Without a zone it is UTC. Own arithmetic,
 * because engines read a date without a zone as local time and take the 30th of February.
 */
export function parseTime(value: unknown): number {
  if (typeof value !== 'string' || value.length > 40) return Number.NaN;
  // The 29th and later need the calendar; all that the usual client sends else is read by the engine.
  if (canonical.test(value) && value.slice(8, 10) < '29') return Date.parse(value);
  const parts = iso.exec(value);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = parts;
  if (+month! < 1 || +month! > 12 || +day! < 1 || +day! > daysOf(+year!, +month!)) return Number.NaN;
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
  return new Date(corrected).toISOString();
}

let last = { receivedAt: '', sentAt: undefined as unknown, ms: Number.NaN };

const yearZero = Date.UTC(-1, 11, 31) + 86_400_000;
const yearTenThousand = Date.UTC(10_000, 0, 1);
