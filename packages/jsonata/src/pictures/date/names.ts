export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** From Monday: ISO 8601 numbers the days of a week 1 to 7. */
export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The names that a component can be written with: months and days only. */
export function namesOf(component: string): readonly string[] | undefined {
  if (component === 'M' || component === 'x') return MONTHS;
  return component === 'F' ? DAYS : undefined;
}
