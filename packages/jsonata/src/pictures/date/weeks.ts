/**
 * Weeks of a year and of a month. ISO 8601 makes the week that holds a year's first Thursday its first; XPath F&O
 * 9.8.4 does the same for months. Weeks start on Monday. All of it in UTC, in milliseconds since 1970.
 */

const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7 * DAY;

/** A year (of twelve months) or a month (of one), by its first month, counted from 0. */
interface Period {
  readonly year: number;
  readonly month: number;
  readonly months: 1 | 12;
}

/** The number of the week of its year: 1 to 53. Its year may be the one before or after. */
export function weekOfYear(date: Date): number {
  return weekOf(date, yearOf(date));
}

/** The number of the week of its month: 1 to 5. Its month may be the one before or after. */
export function weekOfMonth(date: Date): number {
  return weekOf(date, monthOf(date));
}

/** The year that the week of this day belongs to. */
export function weekYear(date: Date): number {
  return owner(date, yearOf(date)).year;
}

/** The month (1 to 12) that the week of this day belongs to. */
export function weekMonth(date: Date): number {
  return owner(date, monthOf(date)).month + 1;
}

function yearOf(date: Date): Period {
  return { year: date.getUTCFullYear(), month: 0, months: 12 };
}

function monthOf(date: Date): Period {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), months: 1 };
}

function neighbour({ year, month, months }: Period, distance: 1 | -1): Period {
  const moved = month + distance * months;
  if (moved < 0) return { year: year - 1, month: moved + 12, months };
  return moved > 11 ? { year: year + 1, month: moved - 12, months } : { year, month: moved, months };
}

function startOfFirstWeek({ year, month }: Period): number {
  const first = Date.UTC(year, month);
  const weekday = new Date(first).getUTCDay() || 7;
  return weekday > 4 ? first + (8 - weekday) * DAY : first - (weekday - 1) * DAY;
}

function weekOf(date: Date, period: Period): number {
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const week = (today - startOfFirstWeek(period)) / WEEK + 1;
  if (week < 1) return Math.floor((today - startOfFirstWeek(neighbour(period, -1))) / WEEK + 1);
  const last = period.months === 12 ? 52 : 4;
  return week > last && today >= startOfFirstWeek(neighbour(period, 1)) ? 1 : Math.floor(week);
}

function owner(date: Date, period: Period): Period {
  if (date.getTime() < startOfFirstWeek(period)) return neighbour(period, -1);
  const next = neighbour(period, 1);
  return date.getTime() >= startOfFirstWeek(next) ? next : period;
}
