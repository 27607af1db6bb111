import type { Mapping } from '../mapping.ts';
import type { Item } from '../queue/item.ts';
import { randomId } from './delivery-id.ts';
import { mostOfClosing, sizeOf } from './post.ts';

/** How neighbouring calls go together. Not for calls that a server may send too: their ids must tell them one by one. */
export interface Batching {
  /**
   * The items from the first on that go in one request. What was sealed together stays together, so that what is sent again
   * is the same batch under the same id; new ones get their id here, and are to be kept before they go.
   */
  seal(items: readonly Item[]): readonly Item[];
  /** A batch that was refused, as two. */
  halve(group: readonly Item[]): readonly Item[];
  /** What goes out when the page goes away; `isOurs`: no other page is sending. */
  closing(mine: readonly Item[], isOurs: boolean): readonly Item[];
}

/** How long a call may only be sent alone by other pages than its own, in milliseconds. */
const young = 5000;

/**
 * The batching of one page, whose items bear `tab` in their keys.
 *
 * A page that is closed sends its latest call alone and cannot tell anybody, so another page does not put a young call
 * into a batch: under two ids it would count twice.
 */
export function batching({ operations }: Mapping, tab: string): Batching {
  const isYoung = ({ at }: Item, than: number) => at > Date.now() - than;
  const goesAlone = (item: Item) => !item.key.includes(tab) && isYoung(item, young);

  function seal(items: readonly Item[]): readonly Item[] {
    const [head] = items as [Item];
    if (head.id !== undefined) return items.filter(({ id }) => id === head.id);
    let bytes = 0;
    const end = items.findIndex((item, index) => {
      bytes += sizeOf(JSON.stringify(item.body)) + 1;
      if (index === 0) return false;
      if (item.operation !== head.operation || item.id !== undefined) return true;
      const { most } = operations[head.operation]!;
      return index >= most || bytes > mostOfClosing || goesAlone(head) || goesAlone(item);
    });
    const group = end < 0 ? items : items.slice(0, end);
    const id = group[1] ? randomId() : head.own;
    return group.map((item) => ({ ...item, id }));
  }

  return {
    seal,
    halve(group) {
      const ids = [randomId(), randomId()] as const;
      return group.map((item, index) => ({ ...item, id: ids[index * 2 < group.length ? 0 : 1] }));
    },
    closing(mine, isOurs) {
      if (isOurs) return mine[0] ? seal(mine) : [];
      return mine.slice(0, 1).filter((head) => isYoung(head, young / 2));
    },
  };
}
