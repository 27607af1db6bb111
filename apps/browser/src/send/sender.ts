import type { Answer, MappedRequest, Settings } from '@crosswalk/engine';
import type { Mapping } from '../mapping.ts';
import { openArea } from '../queue/area.ts';
import { openDatabase } from '../queue/database.ts';
import type { Item } from '../queue/item.ts';
import { localStore } from '../queue/local-store.ts';
import { openWaiting, without } from '../queue/waiting.ts';
import type { Batching } from './batch.ts';
import { deliveryIds, randomId } from './delivery-id.ts';
import { alone } from './lock.ts';
import { type News, say } from './news.ts';
import { post } from './post.ts';
import { waitBefore } from './wait.ts';

export interface SenderOptions {
  readonly mapping: Mapping;
  readonly settings: Settings;
  /** How neighbouring calls go together; without it each goes alone, under the id that a server would give it. */
  readonly batching?: ((mapping: Mapping, tab: string) => Batching) | undefined;
  /** Calls that may wait; the oldest are dropped beyond that. Default 1000. */
  readonly mostWaiting?: number;
  /** How long a call may wait, in milliseconds. Default 7 days. */
  readonly longestWait?: number;
  readonly tell?: ((news: News) => void) | undefined;
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
  const { mapping, settings, mostWaiting = 1000, longestWait = 7 * 86_400_000 } = options;
  const tell = (news: News) => options.tell && say(options.tell, news);
  const name = `crosswalk ${mapping.name} ${settings.apiKey}`;
  const area = openArea(localStore(), name);
  const idOf = deliveryIds(mapping.name);
  const tab = randomId().slice(0, 8);
  const batches = options.batching?.(mapping, tab);
  const queue = openWaiting(area, openDatabase(name));
  /** What of this page was not sent yet, in order: what may go out when the page goes away. */
  let mine: readonly Item[] = [];
  /** What was added until now is kept. */
  let written = queue.save();
  let count = 1e6;
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next: Promise<void> | undefined;
  /** No other page is sending. */
  let isOurs = false;
  let isSending = false;
  /** Nothing comes before what is ours, and that was not refused. */
  let isFirst = false;
  let isGone = false;
  /** What waits for another try need not wait for it. */
  let isInHurry = false;

  function add(requests: readonly MappedRequest[], messageId: string): void {
    // Calls of one page keep their order even when its clock is set back.
    latest = Math.max(latest, Date.now());
    const items = requests.map(
      (request, part): Item => ({
        ...request,
        key: `${latest} ${tab} ${count++}`,
        own: idOf(messageId, part),
        at: latest,
      }),
    );
    mine = [...mine, ...items];
    queue.unsaved = [...queue.unsaved, ...items];
    if (isGone) leave();
    save();
    void flush();
  }

  function save(): void {
    written = written.then(queue.save);
  }

  /** One try waits at most; what is added meanwhile goes with it. */
  function flush(): Promise<void> {
    next ??= alone(name, async () => {
      next = undefined;
      isOurs = true;
      clearTimeout(timer);
      save();
      try {
        do await written;
        while (await step());
      } catch {
        // The browser's store failed on us; what is in it stays there.
        isSending = false;
        tryIn(holding);
      }
      isOurs = false;
    });
    return next;
  }

  /** Sends what comes first; false when nothing is there, or it has to wait. */
  async function step(): Promise<boolean> {
    const surplus = (await queue.count()) - mostWaiting;
    if (surplus > 0) return drop(await queue.first(surplus), 'too many calls wait');
    // More than a batch: what other tabs kept may lie between those of one.
    const items = await queue.first(batches ? 200 : 1);
    const [head] = items;
    isFirst = !head || head.key.includes(tab);
    if (!head) {
      mine = queue.unsaved;
      return false;
    }
    const now = Date.now();
    if (head.at < now - longestWait) return drop([head], 'waited too long');
    if (head.until! > now && !isInHurry) {
      isFirst = false;
      return tryIn(head.until! - now);
    }
    isInHurry = false;
    // From here on a page that goes away must not put them into another batch.
    isSending = true;
    const group = batches ? batches.seal(items) : items;
    if (group[0]!.id !== head.id) await queue.put(group);
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
    const why = `${answer.status ?? answer.error}`;
    if (verdict === 'retry' || verdict === 'hold') {
      isFirst = false;
      const tries = (group[0]!.tries ?? 0) + 1;
      const ms = verdict === 'hold' ? holding : waitBefore(tries, answer, Date.now());
      const until = Date.now() + ms;
      await queue.put(group.map((item) => ({ ...item, tries, until })));
      tell({ type: 'waiting', calls: group.length, why, ms });
      return tryIn(ms);
    }
    if (verdict === 'split' && group[1]) await queue.put(batches!.halve(group));
    else if (verdict === 'done') {
      await forget(group);
      tell({ type: 'sent', calls: group.length });
    } else await drop(group, `refused: ${why}`);
    return true;
  }

  function tryIn(ms: number): false {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
    return false;
  }

  async function forget(items: readonly Item[]): Promise<void> {
    // Before anything is waited for: a page that goes away now must not send them again.
    mine = without(mine, items);
    await queue.remove(items);
  }

  async function drop(items: readonly Item[], why: string): Promise<true> {
    await forget(items);
    tell({ type: 'dropped', calls: items.length, why });
    return true;
  }

  addEventListener('online', () => {
    isInHurry = true;
    void flush();
  });
  addEventListener('pagehide', () => {
    isGone = true;
    leave();
  });
  addEventListener('pageshow', ({ persisted }) => {
    isGone = false;
    // The page is back as it was. What it left has an id by now, which goes before the copy without one.
    if (persisted) void flush();
  });

  /**
   * A page that goes away may write to localStorage and nothing else. What it leaves there goes alone, under its own id. What
   * comes first goes out now; what comes behind it must not overtake it, nor what is on its way or was refused: that waits for
   * the next visit.
   */
  function leave(): void {
    const last = isSending || !isFirst ? [] : batches ? batches.closing(mine, isOurs) : mine.slice(0, 1);
    const left = [...without(queue.unsaved, last), ...last];
    try {
      area.putNow(left.map((item) => ({ ...item, id: item.id ?? item.own })));
    } catch {
      // No room: what goes out now is all that is left.
    }
    if (last[0]) void send(last);
  }

  void flush();
  return { add, flush };
}
