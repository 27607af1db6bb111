import type { CallData, Outlet, Seq } from '../call.ts';
import type { Clock } from '../clock.ts';
import type {
  Backlog,
  Change,
  Counts,
  Fate,
  OpenBatch,
  Page,
  Revival,
  Selection,
  Story,
  Tally,
  Trace,
} from '../ledger.ts';
import type { Acceptance, NamedCall, ReadCalls, Receipt, Refusal, Waiting } from '../log.ts';
import { bearsOneOf, idsIn, Joins } from '../person.ts';
import { cannotRead } from '../read-calls-by.ts';
import { type Limits, type Store, usualLimits } from '../store.ts';
import { StoreTime } from '../store-time.ts';
import { Books } from './books.ts';
import { type Entry, newSlot, type Slot, stateOf, storyOf, without } from './entry.ts';
import { KnownIds } from './known-ids.ts';
import { Queues } from './queues.ts';
import { Revivals } from './revival.ts';

export interface MemoryOptions extends Partial<Limits> {
  readonly clock: Clock;
  /** Reads calls that are appended as sent. Without it there can be none. */
  readonly readCalls?: ReadCalls;
  /** Calls with a fate, and failures on ingest, that are kept to be looked at; the oldest go first. Default 10,000. */
  readonly keep?: number;
  /** How many messageIds are known; the oldest go first. Default 1,000,000. */
  readonly knownMost?: number;
}

/** Log and ledger in memory: everything is lost when the process ends. The reference of both contracts. */
export function memoryStore(options: MemoryOptions): Store {
  return new MemoryStore(options);
}

class MemoryStore implements Store {
  private readonly queues = new Queues();
  private readonly books = new Books((slots) => this.revivals.makeAnew(slots));
  private readonly revivals = new Revivals(this.books, this.queues, () => ++this.lastSeq);
  private readonly byId = new Map<string, Set<Entry>>();
  private readonly known: KnownIds;
  private failures: (Refusal & { source: string; at: number })[] = [];
  private readonly taken = { accepted: 0, duplicates: 0, refused: 0, forgotten: 0 };
  private readonly watchers = new Set<(sources: readonly string[]) => void>();
  private readonly time: StoreTime;
  private readonly limits: Limits;
  private readonly keep: number;
  private readonly readCalls: ReadCalls;
  private lastSeq: Seq = 0;

  constructor({ clock, keep = 10_000, knownMost = 1_000_000, readCalls = cannotRead, ...limits }: MemoryOptions) {
    this.limits = { ...usualLimits, most: 100_000, ...limits };
    this.time = new StoreTime(clock);
    this.keep = keep;
    this.readCalls = readCalls;
    this.known = new KnownIds(Math.max(this.limits.knownMs, this.limits.keepMs), knownMost);
  }

  async append({ source, destinations, calls, refused = [], skip }: Acceptance): Promise<Receipt> {
    const now = this.time.now();
    const named = this.named(calls);
    const fresh = this.notKnown(source, named);
    if (!skip && this.books.undelivered + fresh.length * destinations.length > this.limits.most) {
      return { full: true, retryAfterSeconds: 5 };
    }
    const request = this.lastSeq + 1;
    for (const { messageId, call } of fresh) {
      this.known.add(source, messageId, now);
      const seq = ++this.lastSeq;
      const slots = new Map(destinations.map((destination) => [destination, newSlot({ source, destination }, seq)]));
      const entry = { seq, request, source, messageId, acceptedAt: now, call, slots };
      this.books.add(entry, skip && { status: 'skipped', ...skip });
      this.byId.set(messageId, (this.byId.get(messageId) ?? new Set()).add(entry));
      if (!skip) for (const slot of slots.values()) this.queues.push(slot, seq);
    }
    for (const failure of refused) this.failures.push({ ...failure, source, at: now });
    this.taken.accepted += fresh.length;
    this.taken.duplicates += named.length - fresh.length;
    this.taken.refused += refused.length;
    this.keepFew();
    if (fresh.length > 0 && !skip) this.tell([source]);
    return { accepted: fresh.length, duplicates: named.length - fresh.length };
  }

  async read(outlets: readonly Outlet[], after: Seq, most: number): Promise<readonly Waiting[]> {
    const found = outlets.flatMap((outlet) => [...this.readOutlet(outlet, after, most)]);
    return outlets.length === 1 ? found : found.sort((a, b) => a.seq - b.seq).slice(0, most);
  }

  async commit(outlet: Outlet, upTo: Seq): Promise<void> {
    this.queues.commit(outlet, upTo);
  }

  watch(listener: (sources: readonly string[]) => void): () => void {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  }

  async record(changes: readonly Change[]): Promise<void> {
    const now = this.time.now();
    for (const change of changes) {
      this.books.make(change, now);
      if (change.kind === 'send') this.revivals.sent(change.batch);
    }
    const anew = changes.flatMap((change) => (change.kind === 'anew' ? [change.batch.source] : []));
    if (anew.length > 0) this.tell(anew);
  }

  async open(outlets: readonly Outlet[]): Promise<readonly OpenBatch[]> {
    const wanted = new Set(outlets.map(textOf));
    return [...this.books.batches.values()].filter(({ batch }) => wanted.has(textOf(batch)));
  }

  async find(messageId: string): Promise<readonly Story[]> {
    return Array.from(this.byId.get(messageId) ?? [], (entry) => storyOf(entry)).filter((story) => story !== undefined);
  }

  async select(selection: Selection, { after, before, most }: Page): Promise<readonly Story[]> {
    const found: Story[] = [];
    const entries = [...this.books.entries.values()];
    for (const entry of before === undefined ? entries : entries.reverse()) {
      if (found.length >= most) break;
      const isInPage = before === undefined ? entry.seq > after : entry.seq < before;
      const story = isInPage ? storyOf(entry, selection) : undefined;
      if (story) found.push(story);
    }
    return found;
  }

  async count(selection: Selection): Promise<number> {
    return (await this.tally(selection)).reduce((sum, { count }) => sum + count, 0);
  }

  async tally(selection: Selection): Promise<readonly Tally[]> {
    const tallies = new Map<string, Tally>();
    for (const entry of this.books.entries.values()) {
      for (const { destination, state, fate } of storyOf(entry, selection)?.deliveries ?? []) {
        const code = fate && 'code' in fate ? fate.code : undefined;
        const one = { source: entry.source, destination, state, ...(code !== undefined && { code }) };
        const key = JSON.stringify(one);
        tallies.set(key, { ...one, count: (tallies.get(key)?.count ?? 0) + 1 });
      }
    }
    return [...tallies.values()];
  }

  async counts(): Promise<Counts> {
    const { undelivered, inFlight, ended } = this.books;
    return { ...this.taken, ...ended, waiting: undelivered - inFlight, inFlight };
  }

  async backlog(): Promise<readonly Backlog[]> {
    const now = this.time.now();
    const backlogs = new Map<string, Backlog>();
    for (const { acceptedAt, slots } of this.books.entries.values()) {
      for (const { source, destination, fate, open } of slots.values()) {
        if (fate) continue;
        const key = textOf({ source, destination });
        const { waiting, inFlight, oldestMs } = backlogs.get(key) ?? {
          waiting: 0,
          inFlight: 0,
          oldestMs: now - acceptedAt,
        };
        const isOpen = open.length > 0;
        const counted = { waiting: waiting + Number(!isOpen), inFlight: inFlight + Number(isOpen), oldestMs };
        backlogs.set(key, { source, destination, ...counted });
      }
    }
    return [...backlogs.values()];
  }

  async refused(most: number) {
    return this.failures.slice(-most).reverse();
  }

  async revive(calls: readonly { seq: Seq; destination: string }[], how: Revival): Promise<number> {
    const slots = calls.map(({ seq, destination }) => this.books.entries.get(seq)?.slots.get(destination));
    let revived = 0;
    for (const slot of slots) if (slot) revived += this.revivals.revive(slot, how);
    if (revived > 0) this.tell([...new Set(slots.flatMap((slot) => (slot && !slot.fate ? [slot.source] : [])))]);
    return revived;
  }

  async trace(user: string): Promise<Trace> {
    const joins = new Joins();
    for (const { call } of this.books.entries.values()) joins.add(call);
    const { ids, shared } = joins.around(user);
    return { ids, shared, calls: this.bearing(ids, 0).map(({ seq }) => seq), upTo: this.lastSeq };
  }

  async forget({ ids, calls, upTo }: Trace): Promise<number> {
    const traced = calls.map((seq) => this.books.entries.get(seq)).filter((entry) => entry !== undefined);
    const all = [...new Set([...traced, ...this.bearing(ids, upTo)])];
    const places = new Set(all.flatMap(({ slots }) => Array.from(slots.values(), ({ place }) => place)));
    for (const { batch } of [...this.books.batches.values()]) this.books.replace(batch, without(batch, places));
    for (const { slots } of this.books.entries.values()) for (const slot of slots.values()) forgetDoubt(slot, places);
    this.revivals.erase(places);
    for (const entry of all) this.taken.forgotten += this.erase(entry);
    this.failures = this.failures.filter(({ excerpt }) => !bearsOneOf(ids, excerpt));
    return all.length;
  }

  /** Memory takes what is sent or ends with the process. */
  async check(): Promise<void> {}

  async prune(): Promise<number> {
    const now = this.time.now();
    const isOver = (fate: Fate | undefined, age: number) =>
      fate !== undefined && age >= (fate.status === 'delivered' ? this.limits.keepMs : this.limits.keepFailedMs);
    const over = [...this.books.entries.values()].filter(({ slots, acceptedAt }) =>
      Array.from(slots.values()).every(({ fate }) => isOver(fate, now - acceptedAt)),
    );
    for (const entry of over) this.erase(entry);
    this.failures = this.failures.filter(({ at }) => now - at < this.limits.keepFailedMs);
    return over.length;
  }

  async close(): Promise<void> {}

  private named(calls: Acceptance['calls']): readonly NamedCall[] {
    if (!('bytes' in calls)) return calls;
    const read = this.readCalls(calls.bytes, calls.note);
    return calls.messageIds.flatMap((messageId, at) =>
      messageId === undefined ? [] : [{ messageId, call: read[at] as CallData }],
    );
  }

  private notKnown(source: string, calls: readonly NamedCall[]): readonly NamedCall[] {
    const here = new Set<string>();
    return calls.filter(({ messageId }) => {
      const isKept = [...(this.byId.get(messageId) ?? [])].some((entry) => entry.source === source);
      if (isKept || here.has(messageId) || this.known.has(source, messageId)) return false;
      here.add(messageId);
      return true;
    });
  }

  private *readOutlet(outlet: Outlet, after: Seq, most: number): Generator<Waiting> {
    let left = most;
    for (const place of this.queues.behind(outlet, after)) {
      if (left === 0) return;
      const waiting = this.waitingAt(place, outlet);
      if (!waiting) continue;
      left--;
      yield waiting;
    }
  }

  private waitingAt(place: Seq, outlet: Outlet): Waiting | undefined {
    const slot = this.books.slotAt(place, outlet.destination);
    if (!slot || slot.place !== place || stateOf(slot) !== 'waiting') return undefined;
    const { request, messageId, acceptedAt, call } = this.books.entries.get(slot.call)!;
    const batch = this.revivals.resendAt(place);
    if (slot.replay?.kind === 'resent' && !batch) return undefined;
    const replay = batch ? ({ kind: 'resent', batch } as const) : slot.replay;
    const { source, destination } = outlet;
    const what = { seq: place, request, source, destination, messageId, acceptedAt, call, part: slot.part };
    return { ...what, ...(replay && { replay }) };
  }

  private bearing(ids: readonly string[], after: Seq): Entry[] {
    const wanted = new Set(ids);
    const entries = [...this.books.entries.values()];
    return entries.filter(({ seq, call }) => seq > after && idsIn(call).some((id) => wanted.has(id)));
  }

  private erase(entry: Entry): number {
    this.byId.get(entry.messageId)!.delete(entry);
    if (this.byId.get(entry.messageId)!.size === 0) this.byId.delete(entry.messageId);
    return this.books.erase(entry);
  }

  /** Old ones go many at a time, as it takes a look at all. */
  private keepFew(): void {
    const { entries, undelivered } = this.books;
    if (this.failures.length > 2 * this.keep) this.failures.splice(0, this.failures.length - this.keep);
    if (entries.size - undelivered <= 2 * this.keep) return;
    const ended = [...entries.values()].filter(({ slots }) => [...slots.values()].every(({ fate }) => fate));
    for (const entry of ended.slice(0, -this.keep)) this.erase(entry);
  }

  private tell(sources: readonly string[]): void {
    for (const watcher of this.watchers) watcher(sources);
  }
}

function forgetDoubt(slot: Slot, places: ReadonlySet<Seq>): void {
  const { doubtful } = slot;
  if (doubtful?.members.some(({ seq }) => places.has(seq))) slot.doubtful = without(doubtful, places);
}

function textOf({ source, destination }: Outlet): string {
  return `${source}\u0000${destination}`;
}
