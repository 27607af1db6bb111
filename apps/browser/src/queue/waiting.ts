import type { Area } from './area.ts';
import type { Item, Queue } from './item.ts';

/**
 * All that waits, wherever the browser has room for it: in its database, else in the area, where pages that go away write
 * too, else in this page alone.
 */
export interface Waiting extends Queue {
  /** What no store has for certain yet, in order. */
  unsaved: readonly Item[];
  /** Brings that to a store. Never rejects: what nowhere has room stays with the page. */
  save(): Promise<void>;
}

/** `database` rejects where the browser has none. */
export function openWaiting(area: Area, database: Promise<Queue>): Waiting {
  let stores: readonly Queue[] = [area];
  const opened = database.then(
    (kept) => {
      stores = [kept, area];
    },
    () => {},
  );
  /** What is unsaved had no room. */
  let isFull = false;

  /** The store that had room. */
  async function keep(items: readonly Item[]): Promise<Queue | undefined> {
    for (const store of stores) {
      try {
        await store.put(items);
        return store;
      } catch {
        // No room here.
      }
    }
    return undefined;
  }

  const homeless = () => (isFull ? waiting.unsaved : []);

  const waiting: Waiting = {
    unsaved: [],
    async save() {
      await opened;
      const items = waiting.unsaved;
      isFull = !!items[0] && !(await keep(items));
      if (!isFull) waiting.unsaved = waiting.unsaved.filter((item) => !items.includes(item));
    },
    async put(items) {
      const store = await keep(items);
      isFull ||= !store;
      waiting.unsaved = [...without(waiting.unsaved, items), ...(store ? [] : items)];
      // Not when saving: what the page leaves meanwhile must stay, as it may be on its way under the id that it has there.
      if (store && store !== area) await area.remove(items);
    },
    async first(most) {
      // What cannot be read was not written by us, or the browser's database failed: the rest goes on.
      const found = await Promise.all(stores.map((store) => store.first(most).catch(() => [])));
      // What was left in the area has an id, and goes before a copy without one.
      const all = [...found[0]!, ...homeless(), ...found.at(-1)!];
      const once = [...new Map(all.map((item) => [item.key, item])).values()];
      return once.sort((one, other) => (one.key < other.key ? -1 : 1)).slice(0, most);
    },
    async remove(items) {
      waiting.unsaved = without(waiting.unsaved, items);
      await Promise.all(stores.map((store) => store.remove(items)));
    },
    async count() {
      let count = homeless().length;
      for (const store of stores) count += await store.count().catch(() => 0);
      return count;
    },
  };
  return waiting;
}

/** The items but for those that have the keys of others. */
export const without = (items: readonly Item[], gone: readonly Item[]): Item[] =>
  items.filter(({ key }) => !gone.some((item) => item.key === key));
