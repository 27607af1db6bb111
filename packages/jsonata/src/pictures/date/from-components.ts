import { JsonataError } from '../../error.ts';
import { dateComponent } from './components.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What a text said of each component; undefined for one that could not be read. */
export type Components = ReadonlyMap<string, number | undefined>;

/**
 * The moment that components name, in milliseconds since 1970 UTC; NaN when they name none. What lies left of the
 * greatest component given (years before months before days ...) is taken from `now`, what lies right of the least one is
 * its first possible value. Throws D3136 for a gap between components, and for dates by weeks, which the reference does
 * not read either.
 */
export function dateFromComponents(given: Components, now: Date): number {
  const byDayOfYear = !only('YMD', 'XxWwd', given) && only('Yd', 'XMxWwD', given);
  if (only('Xxw', 'YMWdD', given) || only('XW', 'YMxwdD', given)) {
    throw new JsonataError(
      'D3136',
      'a date is read from year, month and day, or from year and day of year, not from weeks',
    );
  }
  const halfDays = !only('Hmsf', 'Ph', given) && only('Phmsf', 'H', given);
  const whole = completed(given, (byDayOfYear ? 'YD' : 'YMD') + (halfDays ? 'Phmsf' : 'Hmsf'), now);
  const of = (component: string): number => Number(whole.get(component));

  let month = of('M') > 0 ? of('M') - 1 : 0;
  let day = of('D');
  if (byDayOfYear) {
    const date = new Date(Date.UTC(of('Y'), 0) + (given.get('d')! - 1) * DAY);
    month = date.getUTCMonth();
    day = date.getUTCDate();
  }
  const hour = halfDays ? (of('h') === 12 ? 0 : of('h')) + (whole.get('P') === 1 ? 12 : 0) : of('H');
  const offset = given.get('Z') || given.get('z') || 0;
  return Date.UTC(of('Y'), month, day, hour, of('m'), of('s'), of('f')) - offset * 60_000;
}

/** Whether at least one of the first components is given, and none of the others. A zero counts as not given. */
function only(some: string, none: string, given: Components): boolean {
  for (const component of none) if (given.get(component)) return false;
  for (const component of some) if (given.get(component)) return true;
  return false;
}

/** Fills in what is not given of a row of components, from the greatest to the least. */
function completed(given: Components, row: string, now: Date): ReadonlyMap<string, number | string | undefined> {
  const whole = new Map<string, number | string | undefined>();
  let started = false;
  let missing: string | undefined;
  for (const component of row) {
    const value = given.get(component);
    if (value !== undefined) {
      if (missing !== undefined) {
        throw new JsonataError('D3136', `the date picture has "${component}", so it needs "${missing}" too`);
      }
      started = true;
      whole.set(component, value);
    } else if (started) {
      missing ??= component;
      whole.set(component, component === 'M' || component === 'D' ? 1 : 0);
    } else {
      whole.set(component, dateComponent(now, component));
    }
  }
  return whole;
}
