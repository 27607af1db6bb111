import type { Answer, MappedRequest, Settings } from '@crosswalk/engine';
import type { Mapping } from '../mapping.ts';
import { openArea } from '../queue/area.ts';
import type { Item, Queue } from '../queue/item.ts';
import { localStore } from '../queue/local-store.ts';
import { openQueue, takeLeft } from '../queue/open-queue.ts';
import { sealed, young } from './batch.ts';
import { deliveryIds, randomId } from './delivery-id.ts';
import { alone } from './lock.ts';
import type { News } from './news.ts';
import { post } from './post.ts';
import { waitBefore } from './wait.ts';

export interface SenderOptions {
  readonly mapping: Mapping;
  readonly settings: Settings;
  /** Neighbouring calls may go together. Not for calls that a server may send too: their ids must tell them one by one. */
  readonly batches?: boolean;
  /** Calls that may wait; the oldest are dropped beyond that. Default 1000. */
  readonly mostWaiting?: number;
  /** How long a call may wait, in milliseconds. Default 7 days. */
  readonly longestWait?: number;
  readonly tell?: (news: News) => void;
}

export interface Sender {
  /** Keeps what a call became, and sends it after all that was kept before. */
  add(requests: readonly MappedRequest[], messageId: string): void;
  /** Tries now; fulfilled when nothing waits any more, or a try was in vain. */
  flush(): Promise<void>;
}

/** How long an environment that refuses us (a wrong key, a wrong address) is left alone, in milliseconds. */
const holding = 60_000;

/** Sends one request at a time, in the order of the calls, over all tabs and visits, until each was taken. */
export function openSender(options: SenderOptions): Sender {
  const { mapping, settings, batches = false, mostWaiting = 1000, longestWait = 7 * 86_400_000 } = options;
  const tell = options.tell ?? (() => {});
  const name = `crosswalk ${mapping.name} ${settings.apiKey}`;
  const area = openArea(localStore(), name);
  const idOf = deliveryIds(mapping.name);
  const tab = randomId().slice(0, 8);
  /** What the queue does not have for certain yet. */
  let unsaved: Item[] = [];
  let queue: Queue | undefined;
  /** Writes of this page; a try begins when they are done. */
  let written: Promise<unknown> = openQueue(name, area).then((opened) => {
    queue = opened;
    return save(unsaved);
  });
  let count = 0;
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next: Promise<void> | undefined;
  /** What of this page was not sent yet, in order: what may go out when the page goes away. */
  let mine: Item[] = [];
  /** No other page is sending. */
  let isOurs = false;
  let isSending = false;
  let isHeldUp = false;
  let isGone = false;

  async function save(items: readonly Item[]): Promise<void> {
    if (items.length === 0) return;
    await queue!.put(items).catch(() => area.put(items));
    unsaved = unsaved.filter((item) => !items.includes(item));
  }

  function add(requests: readonly MappedRequest[], messageId: string): void {
    // Calls of one page keep their order even when its clock is set back.
    latest = Math.max(latest, Date.now());
    const items = requests.map(({ operation, body }, part): Item => {
      const key = `${String(latest).padStart(15, '0')} ${tab} ${String(count++).padStart(7, '0')}`;
      return { key, operation, body, own: idOf(messageId, part), at: latest };
    });
    mine.push(...items);
    unsaved.push(...items);
    if (queue) written = Promise.all([written, save(items)]);
    if (isGone) leave();
    void flush();
  }

  /** One try waits at most; what is added meanwhile goes with it. */
  function flush(): Promise<void> {
    next ??= written.then(() =>
      alone(name, async () => {
        next = undefined;
        isOurs = true;
        clearTimeout(timer);
        try {
          while (await step()) {}
        } catch {
          // The browser's store failed on us; what is in it stays there.
          tryIn(holding);
        }
        isOurs = false;
      }),
    );
    return next;
  }

  /** Sends what comes first; false when nothing is there, or it has to wait. */
  async function step(): Promise<boolean> {
    const surplus = (await queue!.count()) - mostWaiting;
    if (surplus > 0) await drop(await queue!.first(surplus), 'too many calls wait');
    const items = await queue!.first(batches ? 100 : 1);
    const [head] = items;
    if (!head) {
      mine = [...unsaved];
      return false;
    }
    const now = Date.now();
    if (head.at < now - longestWait) {
      await drop(
        items.filter(({ at }) => at < now - longestWait),
        'waited too long',
      );
      return true;
    }
    if ((head.until ?? 0) > now) return tryIn(head.until! - now);
    const { group, isNew } = batches ? sealed(items, mapping, tab, now) : { group: items, isNew: false };
    if (isNew) await queue!.put(group);
    return settle(group, await send(group));
  }

  async function send(group: readonly Item[]): Promise<Answer> {
    isSending = true;
    const { operation, own, id = own, tries } = group[0]!;
    const bodies = group.map(({ body }) => body);
    // What other scripts of the page are sending counts towards the limit too, so a try that failed goes without.
    const answer = await post(mapping.pack(operation, bodies, { settings, deliveryId: id }), !tries);
    isSending = false;
    return answer;
  }

  async function settle(group: readonly Item[], answer: Answer): Promise<boolean> {
    const verdict = mapping.judge(answer);
    isHeldUp = verdict === 'retry' || verdict === 'hold';
    if (verdict === 'done') {
      await forget(group);
      tell({ type: 'sent', calls: group.length });
      return true;
    }
    const why = String(answer.status ?? answer.error);
    if (verdict === 'split' && group.length > 1) {
      const half = group.length >> 1;
      const ids = [randomId(), randomId()];
      await queue!.put(group.map((item, index) => ({ ...item, id: ids[index < half ? 0 : 1]! })));
      return true;
    }
    if (!isHeldUp) {
      await drop(group, `refused: ${why}`);
      return true;
    }
    const tries = (group[0]!.tries ?? 0) + 1;
    const ms = verdict === 'hold' ? holding : waitBefore(tries, answer, Date.now());
    const until = Date.now() + ms;
    await queue!.put(group.map((item) => ({ ...item, tries, until })));
    tell({ type: 'waiting', calls: group.length, why, ms });
    return tryIn(ms);
  }

  function tryIn(ms: number): false {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
    return false;
  }

  async function forget(items: readonly Item[]): Promise<void> {
    await queue!.remove(items);
    mine = mine.filter(({ key }) => !items.some((item) => item.key === key));
  }

  async function drop(items: readonly Item[], why: string): Promise<void> {
    await forget(items);
    tell({ type: 'dropped', calls: items.length, why });
  }

  addEventListener('online', async () => {
    await written;
    const [head] = await queue!.first(1);
    if (head?.until) await queue!.put([{ ...head, until: 0 }]);
    void flush();
  });

  addEventListener('pagehide', () => {
    isGone = true;
    leave();
  });
  addEventListener('pageshow', ({ persisted }) => {
    isGone = false;
    // The page is back as it was. What it left has an id by now, which goes before the copy without one.
    if (persisted) void alone(name, async () => takeLeft(queue ?? area, area)).then(flush);
  });

  /** A page that goes away may write to localStorage and nothing else. What it leaves there goes alone, under its own id. */
  function leave(): void {
    const last = closing();
    const left = [...unsaved.filter(({ key }) => !last.some((item) => item.key === key)), ...last];
    area.putNow(left.map((item) => ({ ...item, id: item.id ?? item.own })));
    if (last.length > 0) void send(last);
  }

  /**
   * What goes out when the page goes away. What comes behind it must not overtake it, nor what is on its way or was
   * refused: that waits for the next visit.
   */
  function closing(): readonly Item[] {
    const [head] = mine;
    if (!head || isSending || isHeldUp) return [];
    if (batches && isOurs) return sealed(mine, mapping, tab, Date.now()).group;
    return batches && head.at < Date.now() - young / 2 ? [] : [{ ...head, id: head.own }];
  }

  void flush();
  return { add, flush };
}
