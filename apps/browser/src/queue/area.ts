import type { Item, Queue } from './item.ts';

/** What a queue uses of localStorage. */
export interface Store {
  keys(): string[];
  get(key: string): string;
  set(key: string, value: string): void;
  delete(key: string): void;
}

/** A queue of text by key: one entry an item, so that tabs do not write over each other. */
export interface Area extends Queue {
  /** As `put`, before it returns: for a page that is going away. */
  putNow(items: readonly Item[]): void;
}

export function openArea(store: Store, name: string): Area {
  const prefix = `${name} `;
  const keys = () =>
    store
      .keys()
      .filter((key) => key.startsWith(prefix))
      .sort();
  const putNow = (items: readonly Item[]) => {
    for (const item of items) store.set(prefix + item.key, JSON.stringify(item));
  };
  return {
    putNow,
    put: async (items) => putNow(items),
    first: async (most) =>
      keys()
        .slice(0, most)
        .map((key) => JSON.parse(store.get(key)) as Item),
    async remove(items) {
      for (const { key } of items) store.delete(prefix + key);
    },
    count: async () => keys().length,
  };
}
