import type { Area } from './area.ts';
import type { Queue } from './item.ts';

/** Brings what was left in the area, where pages that go away write, to the queue. What has no room there stays. */
export async function takeLeft(queue: Queue, area: Area): Promise<void> {
  const left = queue === area ? [] : await area.first(Number.POSITIVE_INFINITY);
  if (left[0]) await queue.put(left).then(() => area.remove(left));
}
