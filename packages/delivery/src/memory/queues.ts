import type { Outlet, Seq } from '../call.ts';

/** Places of each outlet in order, those at which nothing waits any more included until they are committed. */
export class Queues {
  private readonly queues = new Map<string, Seq[]>();

  push(outlet: Outlet, place: Seq): void {
    this.of(outlet).push(place);
  }

  commit(outlet: Outlet, upTo: Seq): void {
    const queue = this.of(outlet);
    queue.splice(0, firstBehind(queue, upTo));
  }

  /** Places of the outlet behind one. */
  *behind(outlet: Outlet, after: Seq): Generator<Seq> {
    const queue = this.of(outlet);
    for (let at = firstBehind(queue, after); at < queue.length; at++) yield queue[at]!;
  }

  private of({ source, destination }: Outlet): Seq[] {
    const key = `${source}\u0000${destination}`;
    const queue = this.queues.get(key) ?? [];
    this.queues.set(key, queue);
    return queue;
  }
}

/** Where the first seq behind `after` stands in an ascending list. */
function firstBehind(queue: readonly Seq[], after: Seq): number {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue[middle]! > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
