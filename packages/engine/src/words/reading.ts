import { longestKept } from './fold.ts';
import { isPlainObject, type PlainObject } from './plain-object.ts';
import { emptyShape, type Shape, shapeWith } from './shape.ts';
import type { WordState } from './state.ts';

/** The object that was gone through last, with its keys and values side by side. */
export class Reading {
  object: unknown = nothing;
  shape: Shape = emptyShape();
  /** As many as the shape has keys; what stands behind them is of an earlier object. */
  readonly values: unknown[] = [];

  /** Forgets the object: another event begins. */
  forget(): void {
    this.object = nothing;
  }
}

/** A state that remembers the last object, so that many look-ups go through it once. */
export interface ReadingState extends WordState {
  readonly reading: Reading;
}

/** Equals nothing, not even itself. */
const nothing = Number.NaN;

/** Goes through the object, unless it was the last one; undefined for what is no object. Costs a step a key. */
export function read(state: ReadingState, object: unknown): Reading | undefined {
  const { reading } = state;
  if (reading.object === object) return reading;
  if (!isPlainObject(object)) return undefined;
  const { values } = reading;
  let shape = emptyShape();
  let count = 0;
  for (const key in object) {
    const { next } = shape;
    shape = next !== undefined && next.key === key ? next : otherShape(state, shape, key);
    values[count++] = object[key];
  }
  state.spend(count);
  // Inherited keys come last, if there are any.
  if (count > 0 && !Object.hasOwn(object, shape.key)) shape = ownShape(state, object, values);
  reading.shape = shape;
  reading.object = object;
  return reading;
}

function otherShape(state: WordState, shape: Shape, key: string): Shape {
  if (key.length > longestKept) state.spend(key.length);
  return shapeWith(shape, key);
}

function ownShape(state: WordState, object: PlainObject, values: unknown[]): Shape {
  const keys = Object.keys(object);
  state.spend(keys.length);
  keys.forEach((key, index) => {
    values[index] = object[key];
  });
  return keys.reduce(shapeWith, emptyShape());
}
