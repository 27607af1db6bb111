/** One place where two values differ. A side that is absent has nothing there. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly expected?: unknown;
  readonly got?: unknown;
}

/**
 * Where two JSON values differ, at the innermost place that tells it; none when they are equal. The order of keys does
 * not matter, that of list items does; a key that holds `undefined` is not there. Never throws on rings or depth
 * beyond what `expected` has, since it goes no deeper than that.
 */
export function differences(expected: unknown, got: unknown, path: readonly (string | number)[] = []): Difference[] {
  if (Object.is(expected, got) || (expected === 0 && got === 0)) return [];
  if (Array.isArray(expected) && Array.isArray(got)) {
    return Array.from({ length: Math.max(expected.length, got.length) }, (_, at) => at).flatMap((at) =>
      differences(expected[at], got[at], [...path, at]),
    );
  }
  if (isMap(expected) && isMap(got)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...keys].flatMap((key) => differences(own(expected, key), own(got, key), [...path, key]));
  }
  return [{ path, ...(expected !== undefined && { expected }), ...(got !== undefined && { got }) }];
}

type Plain = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (object: Plain, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
