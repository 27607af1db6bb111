import { fold, longestKept } from './fold.ts';
import { type ReadingState, read } from './reading.ts';
import type { Shape } from './shape.ts';

/*
 * Names in any spelling. Every name that was ever asked for has a slot, and every shape knows by slots where names stand
 * among its keys.
 */

interface Slot {
  readonly name: string;
  readonly folded: string;
}

/** Mappings name a few dozen names; one that asks for whatever an event says gets no slots for all of it. */
const mostNames = 256;
const slots: Slot[] = [];
const slotOfName = new Map<string, number>();
/** Not looked for yet. */
const unknown = -2;

/**
 * The key of the object that spells the name: the exact one, else the first that is loosely the same. Generated code asks
 * for the slots of its constant names when it is loaded.
 */
export function spellingAt(
  state: ReadingState,
  object: unknown,
  name: string,
  slot: number | undefined,
): string | undefined {
  const reading = read(state, object);
  if (reading === undefined) return undefined;
  const at = positionOf(state, reading.shape, name, slot);
  return at < 0 ? undefined : reading.shape.keys[at];
}

/** The value under that key. */
export function looseAt(state: ReadingState, object: unknown, name: string, slot: number | undefined): unknown {
  const reading = read(state, object);
  if (reading === undefined) return undefined;
  const at = positionOf(state, reading.shape, name, slot);
  return at < 0 ? undefined : reading.values[at];
}

/** Where a name stands among the keys of a shape; below 0 when it does not. */
export function positionOf(state: ReadingState, shape: Shape, name: string, slot: number | undefined): number {
  if (slot === undefined) {
    state.spend(name.length + shape.size);
    return search(shape, name, fold(name));
  }
  const { positions } = shape;
  const known = slot < positions.length ? positions[slot]! : unknown;
  return known === unknown ? find(shape, slot) : known;
}

/** A name's slot, which it keeps; none for a long name, and for names beyond the most that have slots. */
export function slotOf(name: string): number | undefined {
  const known = slotOfName.get(name);
  if (known !== undefined || name.length > longestKept || slots.length >= mostNames) return known;
  slotOfName.set(name, slots.length);
  return slots.push({ name, folded: fold(name) }) - 1;
}

function find(shape: Shape, slot: number): number {
  if (slot >= shape.positions.length) {
    const more = new Array<number>(slots.length - shape.positions.length).fill(unknown);
    shape.positions = [...shape.positions, ...more];
  }
  const { name, folded } = slots[slot]!;
  const at = search(shape, name, folded);
  shape.positions[slot] = at;
  return at;
}

function search({ keys, folded: all }: Shape, name: string, folded: string): number {
  if (folded === '') return -1;
  const exact = keys.indexOf(name);
  return exact >= 0 ? exact : all.indexOf(folded);
}
