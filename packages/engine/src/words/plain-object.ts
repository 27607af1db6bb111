import type { WordState } from './state.ts';

/** An object as JSON knows it; its keys are its own and enumerable ones. */
export type PlainObject = { readonly [key: string]: unknown };

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy without the keys that `leftOut` names; values pass by reference. Costs a step a key. */
export function copyWithout(state: WordState, object: PlainObject, leftOut: (key: string) => boolean): PlainObject {
  const copy: Record<string, unknown> = {};
  let keys = 0;
  for (const key in object) {
    keys++;
    if (!Object.hasOwn(object, key) || leftOut(key)) continue;
    // An assignment would set the prototype instead of making a key.
    if (key === '__proto__') define(copy, key, object[key]);
    else copy[key] = object[key];
  }
  state.spend(keys);
  return copy;
}

/** Makes a key of any name. */
export function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
