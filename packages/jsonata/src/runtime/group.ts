import { spend, spendText } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { append } from './array.ts';
import { keyOf } from './object.ts';
import type { Run } from './run.ts';
import { isSequence, isWhole } from './sequence.ts';

/** Items under one key, and which pair of the constructor made it. */
export interface ItemGroup {
  readonly key: string;
  readonly pair: number;
  data: unknown;
}

/** Groups in the making. */
export class Groups {
  readonly #groups = new Map<string, ItemGroup>();

  /** Adds an item under what a key gave for it. Throws T1003 for no text, D1009 for a key that another pair made. */
  add(run: Run, given: unknown, pair: number, item: unknown): void {
    const key = keyOf(given);
    if (key === undefined) return;
    spendText(run.budget, key);
    const group = this.#groups.get(key);
    if (group === undefined) {
      spend(run.budget, 8);
      this.#groups.set(key, { key, pair, data: item });
    } else if (group.pair !== pair) {
      const message = 'two keys of an object come to the same text';
      throw new JsonataError('D1009', message, { value: key });
    } else group.data = append(run, group.data, item);
  }

  all(): Iterable<ItemGroup> {
    return this.#groups.values();
  }
}

/** What is grouped: an empty list counts as one missing item, so that a literal object comes out of it all the same. */
export function groupItems(list: unknown[]): unknown[] {
  return list.length === 0 ? [undefined] : list;
}

/** All items of a list as the data of one group. What is remembered of the list does not hold for that. */
export function gather(run: Run, list: unknown[]): unknown {
  let data: unknown = list[0];
  if (list.length < 2) return data;
  if (!list.some((item) => item === undefined || Array.isArray(item)))
    return isWhole(run, list) || isSequence(run, list) ? list.slice() : list;
  for (let index = 1; index < list.length; index++) data = append(run, data, list[index]);
  return data;
}
