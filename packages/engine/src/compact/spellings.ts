import { isObject, isText, pick } from './values.ts';

/** The words about names, in fewer words and slower than where many events are mapped. */

const folds: Record<string, string> = Object.create(null);

const fold = (key: string) => {
  folds[key] ??= key.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, '');
  return folds[key];
};

export function looseKey(object: unknown, name: unknown): string | undefined {
  if (!isObject(object) || typeof name !== 'string' || !fold(name)) return undefined;
  return Object.hasOwn(object, name) ? name : Object.keys(object).find((key) => fold(key) === fold(name));
}

export function loose(object: unknown, name: unknown): unknown {
  const key = looseKey(object, name);
  return key === undefined ? key : (object as Record<string, unknown>)[key];
}

/** Each of the keys is a text, a list of texts, or missing. */
export const omit = (object: unknown, ...keys: unknown[]) =>
  isObject(object) ? pick(object, (key) => !keys.flat().includes(key)) : undefined;

export function omitLoose(object: unknown, ...names: unknown[]): unknown {
  const folded = (names.flat().filter(isText) as string[]).map(fold);
  return isObject(object) ? pick(object, (key) => !fold(key) || !folded.includes(fold(key))) : undefined;
}
