import library from 'ajv/dist/runtime/equal.js';

// The library's own types call it an object.
const equal = library.default as unknown as (a: unknown, b: unknown) => boolean;

/** Whether two values of JSON are equal, as validators of schemas with `const`, `enum` and `uniqueItems` ask. */
export function sameJson(a: unknown, b: unknown): boolean {
  return equal(a, b);
}
