import type { Mapping } from '../mapping.ts';
import type { Item } from '../queue/item.ts';
import { randomId } from './delivery-id.ts';
import { mostOfClosing, sizeOf } from './post.ts';

/** How long a call may only be sent alone by other pages than its own, in milliseconds. */
export const young = 5000;

/**
 * The items from the first on that go in one request. What was sealed together stays together, so that what is sent again
 * is the same batch under the same id; new ones are sealed here, and are to be kept (`isNew`) before they go.
 *
 * A page that is closed sends its latest call alone and cannot tell anybody, so another page does not put a young call
 * into a batch: under two ids it would count twice.
 */
export function sealed(items: readonly Item[], mapping: Mapping, tab: string, now: number) {
  const [head] = items as [Item];
  const { most } = mapping.operations[head.operation]!;
  const goesAlone = ({ key, at }: Item) => !key.includes(tab) && at > now - young;
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += sizeOf(JSON.stringify(item.body)) + 1;
    if (index === 0) return false;
    if (item.operation !== head.operation || item.id !== head.id) return true;
    if (head.id !== undefined) return false;
    return index >= most || bytes > mostOfClosing || goesAlone(head) || goesAlone(item);
  });
  const group = end === -1 ? items : items.slice(0, end);
  if (head.id !== undefined) return { group, isNew: false };
  const id = group.length === 1 ? head.own : randomId();
  return { group: group.map((item): Item => ({ ...item, id })), isNew: true };
}
