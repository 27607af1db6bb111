import { weekMonth, weekOfMonth, weekOfYear, weekYear } from './weeks.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * What a component's letter stands for (XPath F&O 9.8.4.1, and the reference's own X and x), in UTC. Undefined for the
 * zone, which a date does not carry, and for a letter that is no component.
 */
export function dateComponent(date: Date, component: string): number | string | undefined {
  switch (component) {
    case 'Y':
      return date.getUTCFullYear();
    case 'M':
      return date.getUTCMonth() + 1;
    case 'D':
      return date.getUTCDate();
    case 'd':
      return dayOfYear(date);
    case 'F':
      return date.getUTCDay() || 7;
    case 'W':
      return weekOfYear(date);
    case 'w':
      return weekOfMonth(date);
    case 'X':
      return weekYear(date);
    case 'x':
      return weekMonth(date);
    case 'H':
      return date.getUTCHours();
    case 'h':
      return date.getUTCHours() % 12 || 12;
    case 'P':
      return date.getUTCHours() >= 12 ? 'pm' : 'am';
    case 'm':
      return date.getUTCMinutes();
    case 's':
      return date.getUTCSeconds();
    case 'f':
      return date.getUTCMilliseconds();
    case 'C':
    case 'E':
      return 'ISO';
    default:
      return undefined;
  }
}

function dayOfYear(date: Date): number {
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return (today - Date.UTC(date.getUTCFullYear(), 0)) / DAY + 1;
}
