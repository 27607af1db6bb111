import type { Item, Queue } from './item.ts';
import type { Store } from './local-store.ts';

/** A queue of text by key: one entry an item, so that tabs do not write over each other. */
export interface Area extends Queue {
  /** As `put`, before it returns: for a page that is going away. */
  putNow(items: readonly Item[]): void;
}

export function openArea(store: Store, name: string): Area {
  const keys = () =>
    Object.keys(store)
      .filter((key) => key.startsWith(`${name} `))
      .sort();
  const putNow = (items: readonly Item[]) => {
    for (const item of items) store[`${name} ${item.key}`] = JSON.stringify(item);
  };
  return {
    putNow,
    put: async (items) => putNow(items),
    first: async (most) =>
      keys()
        .slice(0, most)
        .map((key) => JSON.parse(store[key]!) as Item),
    async remove(items) {
      for (const { key } of items) delete store[`${name} ${key}`];
    },
    count: async () => keys().length,
  };
}
