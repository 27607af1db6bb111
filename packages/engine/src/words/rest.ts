import { fold } from './fold.ts';
import { omit } from './omit.ts';
import { omitLoose } from './omit-loose.ts';
import { define } from './plain-object.ts';
import { type Reading, type ReadingState, read } from './reading.ts';
import { positionOf, slotOf } from './spelling.ts';

/*
 * `$omit` and `$omitLoose` as generated code calls them, when their keys are one list or their names are constant: out of
 * what was read of the object already. Which keys are left out is a bit each, so a small object is wanted; others go the
 * general way.
 */

const mostKeys = 31;
const mostLeftOut = 8;

/** Names for `omitLooseNames`, to be made once. */
export interface Names {
  readonly names: readonly string[];
  readonly slots: readonly (number | undefined)[];
  /** What spellings of each have in common; nothing spells a name without letters. */
  readonly folded: readonly string[];
}

export function namesOf(...names: string[]): Names {
  return { names, slots: names.map(slotOf), folded: names.map(fold).filter(Boolean) };
}

/** `$omit` of the keys in one list; of what is in it, only texts are keys. */
export function omitKeys(state: ReadingState, object: unknown, list: readonly unknown[]): unknown {
  const reading = read(state, object);
  if (reading === undefined) return undefined;
  const { shape } = reading;
  if (shape.size > mostKeys || list.length > mostLeftOut) return omit(state, object, list);
  state.spend(list.length);
  const { keys } = shape;
  let leftOut = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at];
    for (let index = 0; index < list.length; index++) if (list[index] === key) leftOut |= 1 << at;
  }
  return leftOut === 0 ? object : copyOf(state, reading, leftOut);
}

/** `$omitLoose` of constant names. */
export function omitLooseNames(state: ReadingState, object: unknown, { names, slots, folded }: Names): unknown {
  const reading = read(state, object);
  if (reading === undefined) return undefined;
  const { shape } = reading;
  state.spend(names.length);
  let isAny = false;
  for (let index = 0; index < names.length; index++) {
    if (positionOf(state, shape, names[index]!, slots[index]) >= 0) isAny = true;
  }
  if (!isAny) return object;
  if (shape.size > mostKeys) return omitLoose(state, object, names);
  let leftOut = 0;
  for (let at = 0; at < shape.size; at++) if (folded.includes(shape.folded[at]!)) leftOut |= 1 << at;
  return copyOf(state, reading, leftOut);
}

function copyOf(state: ReadingState, { shape, values }: Reading, leftOut: number): object {
  const { keys } = shape;
  const copy: Record<string, unknown> = {};
  for (let at = 0; at < keys.length; at++) {
    if ((leftOut & (1 << at)) !== 0) continue;
    const key = keys[at]!;
    // An assignment would set the prototype instead of making a key.
    if (key === '__proto__') define(copy, key, values[at]);
    else copy[key] = values[at];
  }
  state.spend(keys.length);
  return copy;
}
