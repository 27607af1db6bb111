import { copyWithout, isPlainObject } from '../words/plain-object.ts';
import type { WordState } from '../words/state.ts';
import { textsIn } from '../words/texts.ts';

/** The words about names in any spelling, in fewer words and slower than where many events are mapped. */

const folds = new Map<string, string>();

function fold(key: string): string {
  const known = folds.get(key);
  if (known !== undefined) return known;
  const folded = key.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, '');
  folds.set(key, folded);
  return folded;
}

export function looseKey(_state: WordState, object: unknown, name: unknown): string | undefined {
  if (!isPlainObject(object) || typeof name !== 'string' || fold(name) === '') return undefined;
  return Object.hasOwn(object, name) ? name : Object.keys(object).find((key) => fold(key) === fold(name));
}

export function loose(state: WordState, object: unknown, name: unknown): unknown {
  const key = looseKey(state, object, name);
  return key === undefined ? key : (object as Record<string, unknown>)[key];
}

export function omitLoose(state: WordState, object: unknown, ...names: unknown[]): unknown {
  if (!isPlainObject(object)) return undefined;
  const folded = textsIn(names).map(fold).filter(Boolean);
  return Object.keys(object).some((key) => folded.includes(fold(key)))
    ? copyWithout(state, object, (key) => folded.includes(fold(key)))
    : object;
}
