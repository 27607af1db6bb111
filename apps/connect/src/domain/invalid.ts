/** A field that is missing or does not fit. Says which one and what is wrong with it, never its value. */
export class Invalid extends Error {
  /** A path such as `email` or `user.apns[2]`; the empty text when the whole body is meant. */
  readonly field: string;
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(`${field === '' ? 'The body' : field} ${problem}`);
    this.field = field;
    this.problem = problem;
  }
}

/** What a value is, in words for a message: "a list", "a number", "text, 9 characters". */
export function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value === '' ? 'empty text' : `text, ${value.length} characters`;
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
