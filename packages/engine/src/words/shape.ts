import { fold, longestKept } from './fold.ts';

/*
 * A mapping asks one object for many names, and most objects of a source have the same keys in the same order. So what is
 * found out about a sequence of keys is kept with it: sequences form a tree, and to go through an object is to go down one
 * branch, which costs a comparison a key where a regular expression a key costs more than all the rest of a mapping.
 */

/** The keys of an object in their order: those of the shape before it, and one more. */
export class Shape {
  readonly before: Shape | undefined;
  /** The last key. */
  readonly key: string;
  readonly size: number;
  /** The shape with one more key that was met last, and all such shapes once there are several. */
  next: Shape | undefined = undefined;
  others: Map<string, Shape> | undefined = undefined;
  /** Where names stand among the keys, by their slots (see `spelling.ts`); made when somebody asks. */
  positions: number[] = none;
  #keys: readonly string[] | undefined = undefined;
  #folded: readonly string[] | undefined = undefined;

  constructor(before?: Shape, key = '') {
    this.before = before;
    this.key = key;
    this.size = before ? before.size + 1 : 0;
  }

  get keys(): readonly string[] {
    this.#keys ??= keysOf(this);
    return this.#keys;
  }

  /** What all spellings of each key have in common. */
  get folded(): readonly string[] {
    this.#folded ??= this.keys.map(fold);
    return this.#folded;
  }
}

const none: number[] = [];

function keysOf(shape: Shape): string[] {
  const keys: string[] = [];
  for (let at = shape; at.before !== undefined; at = at.before) keys.push(at.key);
  return keys.reverse();
}

/** Many times what sources send; a stranger who sends ever new keys makes all of them be found out again. */
const mostShapes = 4096;
let count = 0;
let root = new Shape();

/** The shape of an object without keys. */
export const emptyShape = (): Shape => root;

/** The shape with one more key. Those with long keys are not kept. */
export function shapeWith(shape: Shape, key: string): Shape {
  const known = shape.others?.get(key);
  if (known !== undefined) {
    shape.next = known;
    return known;
  }
  const made = new Shape(shape, key);
  if (key.length > longestKept) return made;
  if (shape.next !== undefined) {
    shape.others ??= new Map([[shape.next.key, shape.next]]);
    shape.others.set(key, made);
  }
  shape.next = made;
  if (++count >= mostShapes) {
    count = 0;
    root = new Shape();
  }
  return made;
}
