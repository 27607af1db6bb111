import { isPlainObject, type PlainObject } from './plain-object.ts';
import type { WordState } from './state.ts';

/*
 * Names in any spelling. A mapping asks one object for many names, so its keys are gone through once, and what each of them
 * spells is remembered: every name that was ever asked for has a slot, and every key that was met knows its slot. That
 * costs one look-up a key, where a regular expression a key costs more than all the rest of a mapping.
 */

/** Where the names that have slots stand in one object. */
export interface Spellings {
  /** The object that was gone through last; undefined in the beginning. */
  object: PlainObject | undefined;
  /** The first key for each slot. */
  readonly keys: (string | undefined)[];
}

/** Longer keys are spelled out anew each time, so that a stranger's keys cannot fill the memory. */
const longestKept = 64;
const mostKeys = 4096;
/** Mappings name a few dozen names; one that asks for whatever an event says gets no slots for all of it. */
const mostNames = 256;

const slotOfFold = new Map<string, number>();
const slotOfName = new Map<string, number>();
/** -1: the key spells no name that has a slot. */
const slotOfKey = new Map<string, number>();

/** What all spellings of a name have in common: its Unicode letters and digits, in lower case. Empty when there are none. */
export function fold(spelling: string): string {
  return spelling.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, '');
}

/** The key of the object that spells the name: the exact one, else the first that is loosely the same. */
export function findSpelling(state: WordState, object: unknown, name: unknown): string | undefined {
  return typeof name === 'string' ? spellingAt(state, object, name, slotOf(name)) : undefined;
}

/** The same for a name whose slot is known: generated code asks for the slots of its constant names when it is loaded. */
export function spellingAt(
  state: WordState,
  object: unknown,
  name: string,
  slot: number | undefined,
): string | undefined {
  if (!isPlainObject(object)) return undefined;
  if (slot === undefined) return findWithoutSlot(state, object, name);
  scan(state, object);
  const key = state.spellings.keys[slot];
  // When the exact key is there, some key is in the slot.
  return key === undefined || key === name || !Object.hasOwn(object, name) ? key : name;
}

/** Whether any key of the object spells one of the names; true also when that cannot be told quickly. */
export function mayHaveSpelling(state: WordState, object: PlainObject, names: readonly string[]): boolean {
  // Names get their slots before the keys are looked at.
  const slots = names.map(slotOf);
  scan(state, object);
  return slots.some((slot, index) =>
    slot === undefined ? fold(names[index]!) !== '' : state.spellings.keys[slot] !== undefined,
  );
}

/** A name's slot, which it keeps; none for a name without letters or digits, and for names beyond the most that have slots. */
export function slotOf(name: string): number | undefined {
  const known = slotOfName.get(name);
  if (known !== undefined) return known;
  const folded = fold(name);
  if (folded === '' || name.length > longestKept || slotOfName.size >= mostNames) return undefined;
  let slot = slotOfFold.get(folded);
  if (slot === undefined) {
    slot = slotOfFold.size;
    slotOfFold.set(folded, slot);
    // Keys that spelled no name may spell this one.
    slotOfKey.clear();
  }
  slotOfName.set(name, slot);
  return slot;
}

function scan(state: WordState, object: PlainObject): void {
  const { spellings } = state;
  if (spellings.object === object && spellings.keys.length === slotOfFold.size) return;
  const { keys } = spellings;
  keys.length = slotOfFold.size;
  keys.fill(undefined);
  let count = 0;
  for (const key in object) {
    count++;
    const slot = slotOfKey.get(key) ?? slotOfNewKey(state, key);
    if (slot >= 0 && keys[slot] === undefined && Object.hasOwn(object, key)) keys[slot] = key;
  }
  state.spend(count);
  spellings.object = object;
}

function slotOfNewKey(state: WordState, key: string): number {
  const isLong = key.length > longestKept;
  if (isLong) state.spend(key.length);
  const slot = slotOfFold.get(fold(key)) ?? -1;
  if (isLong) return slot;
  if (slotOfKey.size >= mostKeys) slotOfKey.clear();
  slotOfKey.set(key, slot);
  return slot;
}

function findWithoutSlot(state: WordState, object: PlainObject, name: string): string | undefined {
  state.spend(name.length);
  const folded = fold(name);
  if (folded === '') return undefined;
  if (Object.hasOwn(object, name)) return name;
  for (const key in object) {
    state.spend(key.length);
    if (fold(key) === folded && Object.hasOwn(object, key)) return key;
  }
  return undefined;
}
