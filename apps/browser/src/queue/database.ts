import type { Item, Queue } from './item.ts';

const table = 'items';

/** A queue in IndexedDB. Rejects where the browser has none or forbids it, as some do in private windows. */
export async function openDatabase(name: string): Promise<Queue> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(table, { keyPath: 'key' });
  const database = await resultOf(opening);

  const change = (work: (items: IDBObjectStore) => void) =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(table, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore(table));
      // Not waiting for the requests to be heard: a page that goes away now has kept its items all the same.
      transaction.commit();
    });
  const look = <Result>(work: (items: IDBObjectStore) => IDBRequest<Result>) =>
    resultOf(work(database.transaction(table).objectStore(table)));

  return {
    put: (items) =>
      change((all) => {
        for (const item of items) all.put(item);
      }),
    remove: (items) =>
      change((all) => {
        for (const { key } of items) all.delete(key);
      }),
    first: (most) => look<Item[]>((all) => all.getAll(null, most)),
    count: () => look((all) => all.count()),
  };
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
