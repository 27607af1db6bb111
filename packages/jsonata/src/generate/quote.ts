/**
 * Text as a JavaScript literal that means exactly that text wherever the source is put: lone surrogates and line
 * separators are escaped, and nothing in it can close a script element.
 */
export function quote(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
    .replace(/<(?=[/!])/g, '\\u003c');
}

/** A number as a JavaScript literal, -0 included. */
export function quoteNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export function quoteLiteral(value: string | number | boolean | null): string {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'number' ? quoteNumber(value) : String(value);
}

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A member of an object by its name: `.name`, or `["na-me"]`. */
export function access(name: string): string {
  return plainName.test(name) ? `.${name}` : `[${quote(name)}]`;
}

/** A member's key in an object literal; `__proto__` computed, so that it is a member like any other. */
export function literalKey(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return plainName.test(name) ? name : quote(name);
}

/** What may stand in a JavaScript name of what an author called something. */
export function identifierPart(name: string): string {
  const letters = name.replace(/[^A-Za-z0-9_]/g, '').replace(/^[0-9_]+/, '');
  return letters.slice(0, 40) || 'v';
}

const containers = [Object.prototype, Array.prototype, Function.prototype, Map.prototype, Set.prototype];
const values = [String.prototype, Number.prototype, Boolean.prototype, Symbol.prototype, Date.prototype];
const others = [RegExp.prototype, Promise.prototype, ArrayBuffer.prototype];
const inherited = new Set(
  [...containers, ...values, ...others]
    .flatMap((prototype) => Object.getOwnPropertyNames(prototype))
    .filter((name) => name !== 'name'),
);

/** Whether an object may bear the name without owning it, so that a plain read is not safe. */
export function isInherited(name: string): boolean {
  return inherited.has(name);
}
