import type { Clock } from '../clock.ts';
import type { Change, Counts, OpenBatch, Selection, Story } from '../ledger.ts';
import type { Acceptance, Outlet, Receipt, Refusal, Seq, Waiting } from '../log.ts';
import type { Store } from '../store.ts';
import { Books } from './books.ts';
import { newSlot, stateOf, storyOf } from './entry.ts';
import { KnownIds } from './known-ids.ts';

export interface MemoryOptions {
  readonly clock: Clock;
  /** Undelivered calls from which on nothing more is taken. Default 100,000. */
  readonly most?: number;
  /** Calls with a fate, and failures on ingest, that are kept to be looked at; the oldest go first. Default 10,000. */
  readonly keep?: number;
  /** For how long a messageId is known at least. Default 7 days. */
  readonly knownMs?: number;
  /** How many messageIds are known; the oldest go first. Default 1,000,000. */
  readonly knownMost?: number;
}

/** Log and ledger in memory: everything is lost when the process ends. The reference of both contracts. */
export function memoryStore(options: MemoryOptions): Store {
  return new MemoryStore(options);
}

const week = 7 * 24 * 3_600_000;

class MemoryStore implements Store {
  private readonly books: Books;
  private readonly known: KnownIds;
  /** Seqs of each outlet in order, those that no longer wait included until `commit`. */
  private readonly queues = new Map<string, Seq[]>();
  private readonly failures: (Refusal & { source: string; at: number })[] = [];
  private readonly taken = { accepted: 0, duplicates: 0, refused: 0 };
  private readonly clock: Clock;
  private readonly most: number;
  private readonly keep: number;
  private readonly born: { readonly wall: number; readonly monotonic: number };
  private lastSeq: Seq = 0;

  constructor({ clock, most = 100_000, keep = 10_000, knownMs = week, knownMost = 1_000_000 }: MemoryOptions) {
    this.clock = clock;
    this.most = most;
    this.keep = keep;
    this.books = new Books(keep);
    this.known = new KnownIds(knownMs, knownMost);
    this.born = { wall: clock.wall(), monotonic: clock.monotonic() };
  }

  async append({ source, destinations, calls, refused = [], skip }: Acceptance): Promise<Receipt> {
    const now = this.now();
    const fresh = this.notKnown(source, calls);
    if (!skip && this.books.undelivered + fresh.length * destinations.length > this.most) {
      return { full: true, retryAfterSeconds: 5 };
    }
    const request = this.lastSeq + 1;
    for (const { messageId, call } of fresh) {
      this.known.add(source, messageId, now);
      const seq = ++this.lastSeq;
      const slots = new Map(destinations.map((destination) => [destination, newSlot()]));
      const entry = { seq, request, source, messageId, acceptedAt: now, call, slots };
      this.books.add(entry, skip && { status: 'skipped', ...skip });
      if (!skip) for (const destination of destinations) this.queueOf({ source, destination }).push(seq);
    }
    this.fail(source, refused, now);
    this.taken.accepted += fresh.length;
    this.taken.duplicates += calls.length - fresh.length;
    return { accepted: fresh.length, duplicates: calls.length - fresh.length };
  }

  async read(outlets: readonly Outlet[], after: Seq, most: number): Promise<readonly Waiting[]> {
    const found = outlets.flatMap((outlet) => this.readOutlet(outlet, after, most));
    return outlets.length === 1 ? found : found.sort((a, b) => a.seq - b.seq).slice(0, most);
  }

  async commit(outlet: Outlet, upTo: Seq): Promise<void> {
    const queue = this.queueOf(outlet);
    queue.splice(0, firstBehind(queue, upTo));
  }

  async record(changes: readonly Change[]): Promise<void> {
    const now = this.now();
    for (const change of changes) this.books.make(change, now);
  }

  async open(outlets: readonly Outlet[]): Promise<readonly OpenBatch[]> {
    const wanted = new Set(outlets.map(keyOf));
    return [...this.books.batches.values()].filter(({ batch }) => wanted.has(keyOf(batch)));
  }

  async find(messageId: string): Promise<readonly Story[]> {
    const entries = [...this.books.entries.values()].filter((entry) => entry.messageId === messageId);
    return entries.map((entry) => storyOf(entry)).filter((story) => story !== undefined);
  }

  async select(selection: Selection, after: Seq, most: number): Promise<readonly Story[]> {
    const found: Story[] = [];
    for (const entry of this.books.entries.values()) {
      if (found.length >= most) break;
      const story = entry.seq > after ? storyOf(entry, selection) : undefined;
      if (story) found.push(story);
    }
    return found;
  }

  async count(selection: Selection): Promise<number> {
    let deliveries = 0;
    for (const entry of this.books.entries.values()) deliveries += storyOf(entry, selection)?.deliveries.length ?? 0;
    return deliveries;
  }

  async counts(): Promise<Counts> {
    const { undelivered, inFlight, ended } = this.books;
    return { ...this.taken, ...ended, waiting: undelivered - inFlight, inFlight };
  }

  async refused(most: number) {
    return this.failures.slice(-most).reverse();
  }

  async close(): Promise<void> {}

  private notKnown(source: string, calls: Acceptance['calls']): Acceptance['calls'] {
    const here = new Set<string>();
    return calls.filter(({ messageId }) => {
      if (here.has(messageId) || this.known.has(source, messageId)) return false;
      here.add(messageId);
      return true;
    });
  }

  /** The wall's time at birth and what has passed since, so that it never decreases. */
  private now(): number {
    return this.born.wall + Math.floor(this.clock.monotonic() - this.born.monotonic);
  }

  private fail(source: string, refused: readonly Refusal[], at: number): void {
    for (const failure of refused) this.failures.push({ ...failure, source, at });
    if (this.failures.length > 2 * this.keep) this.failures.splice(0, this.failures.length - this.keep);
    this.taken.refused += refused.length;
  }

  private readOutlet(outlet: Outlet, after: Seq, most: number): Waiting[] {
    const { source, destination } = outlet;
    const queue = this.queueOf(outlet);
    const found: Waiting[] = [];
    for (let at = firstBehind(queue, after); at < queue.length && found.length < most; at++) {
      const entry = this.books.entries.get(queue[at]!);
      const slot = entry?.slots.get(destination);
      if (!entry || !slot || stateOf(slot) !== 'waiting') continue;
      const { seq, request, messageId, acceptedAt, call } = entry;
      found.push({ seq, request, source, destination, messageId, acceptedAt, call, part: slot.part });
    }
    return found;
  }

  private queueOf(outlet: Outlet): Seq[] {
    const key = keyOf(outlet);
    const queue = this.queues.get(key) ?? [];
    this.queues.set(key, queue);
    return queue;
  }
}

function keyOf({ source, destination }: Outlet): string {
  return `${source}\u0000${destination}`;
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
