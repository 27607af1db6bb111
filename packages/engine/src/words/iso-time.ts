/**
 * Seconds since 1970, with milliseconds as their fraction, of a time in ISO 8601: a date alone, or a date and a time with or
 * without a zone, which is UTC when it is left out. Undefined for anything else, and for a day that no calendar has. Read
 * character by character, because every event bears a time and a regular expression takes longer than mapping the rest.
 */
export function secondsOf(text: string): number | undefined {
  const year = number(text, 0, 4);
  const month = number(text, 5, 2);
  const day = number(text, 8, 2);
  if (text.charCodeAt(4) !== minus || text.charCodeAt(7) !== minus || !(day >= 1 && day <= daysIn(month, year))) {
    return undefined;
  }
  const midnight = daysSince1970(year, month, day) * 86_400_000;
  if (text.length === 10) return midnight / 1000;
  const time = text[10] === 'T' || text[10] === 't' ? timeOf(text) : undefined;
  return time === undefined ? undefined : (midnight + time) / 1000;
}

const zero = 48;
const plus = 43;
const comma = 44;
const minus = 45;
const dot = 46;
const colon = 58;

/** The number that so many digits from there on write; NaN when they are not all digits. */
function number(text: string, from: number, digits: number): number {
  let value = 0;
  for (let at = from; at < from + digits; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** 0 for what is no month or no year. */
function daysIn(month: number, year: number): number {
  if (!(month >= 1 && month <= 12 && year >= 0)) return 0;
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Years are counted from March, so that the day that comes every four years is the last one. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((153 * months + 2) / 5) + day - 719_469;
}

/** Milliseconds since midnight UTC of the time behind a date. */
function timeOf(text: string): number | undefined {
  const hour = number(text, 11, 2);
  const minute = number(text, 14, 2);
  if (text.charCodeAt(13) !== colon || !(hour <= 24 && minute <= 59)) return undefined;
  let at = 16;
  let second = 0;
  let fraction = 0;
  let hasFraction = false;
  if (text.charCodeAt(at) === colon) {
    second = number(text, 17, 2);
    if (!(second <= 59)) return undefined;
    at = 19;
    if (text.charCodeAt(at) === dot || text.charCodeAt(at) === comma) {
      const start = at + 1;
      for (at = start; text.charCodeAt(at) >= zero && text.charCodeAt(at) <= zero + 9; at++) {
        const digit = text.charCodeAt(at) - zero;
        if (digit > 0) hasFraction = true;
        // Milliseconds are what Segment's times have; more digits than that are cut off.
        if (at < start + 3) fraction = fraction * 10 + digit;
      }
      if (at === start) return undefined;
      for (let digits = at - start; digits < 3; digits++) fraction *= 10;
    }
  }
  // 24:00 is the midnight at the end of the day.
  if (hour === 24 && (minute > 0 || second > 0 || hasFraction)) return undefined;
  const offset = offsetOf(text, at);
  return offset === undefined ? undefined : (hour * 3600 + minute * 60 + second - offset) * 1000 + fraction;
}

/** Seconds by which the zone is ahead of UTC. */
function offsetOf(text: string, at: number): number | undefined {
  if (at === text.length) return 0;
  const sign = text.charCodeAt(at);
  if (sign !== plus && sign !== minus) return (sign | 32) === 122 && at + 1 === text.length ? 0 : undefined;
  const hours = number(text, at + 1, 2);
  const minutesAt = text.charCodeAt(at + 3) === colon ? at + 4 : at + 3;
  const minutes = at + 3 === text.length ? 0 : number(text, minutesAt, 2);
  if (Number.isNaN(hours + minutes) || (at + 3 !== text.length && minutesAt + 2 !== text.length)) return undefined;
  return (hours * 60 + minutes) * (sign === minus ? -60 : 60);
}
