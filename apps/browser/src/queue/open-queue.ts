import type { Area } from './area.ts';
import { openDatabase } from './database.ts';
import type { Queue } from './item.ts';

/** IndexedDB, else the area; with what pages that went away left in the area. */
export async function openQueue(name: string, area: Area): Promise<Queue> {
  const queue = await openDatabase(name).catch(() => area);
  // What cannot be read was not written by us.
  await takeLeft(queue, area).catch(() => {});
  return queue;
}

/** Brings what was left in the area, where pages that go away write, to the queue. */
export async function takeLeft(queue: Queue, area: Area): Promise<void> {
  const left = queue === area ? [] : await area.first(Number.POSITIVE_INFINITY);
  if (left.length === 0) return;
  await queue.put(left);
  await area.remove(left);
}
