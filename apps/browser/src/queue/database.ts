import type { Item, Queue } from './item.ts';

/** A queue in IndexedDB. Rejects where the browser has none or forbids it, as some do in private windows. */
export async function openDatabase(name: string): Promise<Queue> {
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => opening.result.createObjectStore(name, { keyPath: 'key' });
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve;
    opening.onerror = reject;
  });

  const run = <Result>(work: (items: IDBObjectStore) => IDBRequest<Result> | undefined) =>
    new Promise<Result>((resolve, reject) => {
      const transaction = opening.result.transaction(name, 'readwrite');
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request?.result as Result);
      transaction.onabort = reject;
      // Not waiting for the requests to be heard: a page that goes away now has kept its items all the same.
      transaction.commit();
    });

  return {
    put: (items) =>
      run((all) => {
        for (const item of items) all.put(item);
        return undefined;
      }),
    remove: (items) =>
      run((all) => {
        for (const { key } of items) all.delete(key);
        return undefined;
      }),
    first: (most) => run<Item[]>((all) => all.getAll(null, most)),
    count: () => run((all) => all.count()),
  };
}
