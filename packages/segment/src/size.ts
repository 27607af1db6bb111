/** A UTF-16 code unit of text is at most `\uXXXX`; a number at most `-1.2345678901234567e-308`. */
const longestUnit = 6;
const longestNumber = 24;

/**
 * True when a value written as JSON surely takes no more than so many bytes; false when it may take more. Costs a fraction of
 * writing it, and ends as soon as it may. Neither depth nor a ring of references exhausts the stack.
 */
export function isSurelyWithin(most: number, value: unknown): boolean {
  const waiting: object[] = [];
  let left = most;
  const count = (inner: unknown) => {
    if (typeof inner === 'string') left -= inner.length * longestUnit + 3;
    else if (typeof inner === 'object' && inner !== null) waiting.push(inner);
    else left -= longestNumber + 1;
  };
  count(value);
  for (let current = waiting.pop(); current !== undefined && left >= 0; current = waiting.pop()) {
    left -= 3;
    if (Array.isArray(current)) for (let at = 0; at < current.length && left >= 0; at++) count(current[at]);
    else
      for (const key in current) {
        left -= key.length * longestUnit + 3;
        count((current as Record<string, unknown>)[key]);
      }
  }
  return left >= 0;
}
