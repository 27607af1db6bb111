import { event } from './run.ts';
import { isObject } from './values.ts';

/** A path of names from a value: arrays on the way are gone through and laid out, one result is itself, none is missing. */
export function path(from: unknown, ...names: string[]): unknown {
  let found: unknown[] = [];
  let items = [from].flat();
  for (const name of names) {
    found = there(items.map((item) => (Array.isArray(item) ? one(lookUp(item, name)) : lookUp(item, name))));
    items = found.flat();
  }
  // What the last name alone gave is not laid out.
  return found.length === 1 && Array.isArray(found[0]) ? found[0] : one(items);
}

/** The same from the event. */
export const at = (...names: string[]) => path(event, ...names);

function lookUp(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return there(value.map((item) => lookUp(item, name))).flat();
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

const there = (values: unknown[]) => values.filter((value) => value !== undefined);
const one = (values: unknown) => ((values as unknown[]).length > 1 ? values : (values as unknown[])[0]);
