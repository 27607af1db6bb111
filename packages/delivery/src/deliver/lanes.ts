import type { Waiting } from '../log.ts';
import { BodyWriter } from './bodies.ts';
import { joinedKeyOf, laneKeyOf } from './lane-key.ts';
import { type Mapped, mapped } from './mapped.ts';
import type { ConfiguredOutlet } from './outlet.ts';

/** What is kept of a waiting call. */
export type Placed = Omit<Waiting, 'call' | 'replay'> & { readonly replay: Waiting['replay'] | undefined };

/** A waiting call in its lanes. The call itself is let go: what it becomes takes its place. */
export interface Item {
  readonly waiting: Placed;
  readonly outlet: ConfiguredOutlet;
  readonly becomes: Mapped;
  /** Told by pages and devices; tells which calls are neighbours. */
  readonly anonymousId: unknown;
  readonly isAlias: boolean;
  /** The client's own time in milliseconds; NaN when it told none, or when that does not matter. */
  readonly time: number;
  readonly readAt: number;
  /** Its own, and for an alias the other id's. */
  lanes: Lane[];
  /** Waits for neighbours that sort before it. */
  held: boolean;
  /** Requests of it that were put into batches. */
  part: number;
  /** Since when an alias at the head of one lane waits for the other. */
  blockedSince: number | undefined;
}

/** The calls of one id, in the order in which they go. `open`: the batches that hold earlier ones, in order. */
export interface Lane {
  readonly key: string;
  readonly items: Item[];
  readonly open: object[];
}

export interface LaneOptions {
  /** How long a call with an anonymousId waits for neighbours, in milliseconds; 0: not at all. */
  readonly reorderMs: number;
  /** How long an alias waits for earlier calls of the other id. */
  readonly aliasMs: number;
  /** Asked for each id that an alias joins: true when it is not to be waited for. */
  readonly isJoinedTooOften: (id: string) => boolean;
  readonly now: () => number;
}

/**
 * The lanes of one environment. A lane is *ready* when nothing of it is under way and its head may go. An alias stands in
 * two lanes and goes when it heads both; as no alias ever overtakes another one, aliases cannot wait for each other in a ring.
 */
export class Lanes {
  readonly ready = new Set<Lane>();
  /** Calls that wait. */
  size = 0;
  private readonly lanes = new Map<string, Lane>();
  /** In the order in which they were read. */
  private readonly holding: Item[] = [];
  private readonly blocked = new Set<Item>();
  private readonly writer = new BodyWriter();
  private readonly options: LaneOptions;

  constructor(options: LaneOptions) {
    this.options = options;
  }

  get(key: string): Lane {
    const lane = this.lanes.get(key) ?? { key, items: [], open: [] };
    this.lanes.set(key, lane);
    return lane;
  }

  /** Puts a call where it belongs. Calls are added in order of seq. */
  add(waiting: Waiting, outlet: ConfiguredOutlet): void {
    const item = this.itemOf(waiting, outlet);
    for (const lane of item.lanes) lane.items.splice(this.placeIn(lane, item), 0, item);
    if (item.held) this.holding.push(item);
    this.enter(item);
  }

  /** Puts a call that was partly sent before all others of its lanes. */
  addFirst(waiting: Waiting, outlet: ConfiguredOutlet): void {
    const item = this.itemOf(waiting, outlet);
    item.held = false;
    for (const lane of item.lanes) lane.items.unshift(item);
    this.enter(item);
  }

  /** The head of a lane when it may go: now, or in the batch that already holds what was before it. */
  headOf(lane: Lane, batch?: object): Item | undefined {
    const head = lane.items[0];
    if (!head || head.held) return undefined;
    const goes = head.lanes.every(({ items, open }) => items[0] === head && open.every((other) => other === batch));
    return goes ? head : undefined;
  }

  remove(item: Item): void {
    this.size--;
    this.blocked.delete(item);
    for (const lane of item.lanes) lane.items.splice(lane.items.indexOf(item), 1);
    for (const lane of item.lanes) this.touch(lane);
  }

  occupy(lane: Lane, batch: object): void {
    if (!lane.open.includes(batch)) lane.open.push(batch);
    this.touch(lane);
  }

  /** The batch holds nothing of the lane any more; others take its place in the order. */
  free(lane: Lane, batch: object, instead: readonly object[] = []): void {
    lane.open.splice(lane.open.indexOf(batch), 1, ...instead);
    this.touch(lane);
  }

  /** Calls that wait for no neighbours any more. Those that do are as many as are accepted within the window. */
  get unheld(): number {
    return this.size - this.holding.length;
  }

  /** Lets go what has waited long enough, given that everything accepted before `newestAcceptedAt` was added. */
  release(now: number, newestAcceptedAt: number): void {
    const { reorderMs } = this.options;
    let count = 0;
    for (const item of this.holding) {
      const isOver = now >= item.readAt + reorderMs || newestAcceptedAt > item.waiting.acceptedAt + reorderMs;
      if (!isOver) break;
      item.held = false;
      for (const lane of item.lanes) this.touch(lane);
      count++;
    }
    this.holding.splice(0, count);
  }

  /** Aliases that waited too long for the other id go without it. */
  giveUpWaiting(now: number): void {
    for (const item of this.blocked) {
      if (now < item.blockedSince! + this.options.aliasMs) continue;
      const [own, ...others] = item.lanes;
      item.lanes = [own!];
      this.blocked.delete(item);
      for (const lane of others) lane.items.splice(lane.items.indexOf(item), 1);
      for (const lane of [own!, ...others]) this.touch(lane);
    }
  }

  /** Begins the waiting of aliases anew: time behind an open breaker does not count. */
  restartWaiting(): void {
    for (const item of this.blocked) item.blockedSince = this.options.now();
  }

  /** When the next call has waited for its neighbours; Infinity when none waits. */
  nextRelease(): number {
    return this.holding.length > 0 ? this.holding[0]!.readAt + this.options.reorderMs : Number.POSITIVE_INFINITY;
  }

  /** When the next alias has waited for the other id; Infinity when none waits. */
  nextGivingUp(): number {
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...Array.from(this.blocked, (item) => item.blockedSince! + this.options.aliasMs),
    );
  }

  /** The lowest seq that waits; Infinity when none does. */
  lowestSeq(): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const { items } of this.lanes.values())
      for (const { waiting } of items) lowest = Math.min(lowest, waiting.seq);
    return lowest;
  }

  private itemOf(waiting: Waiting, outlet: ConfiguredOutlet): Item {
    const { call, seq, request, source, destination, messageId, acceptedAt, part, replay } = waiting;
    const joined = joinedKeyOf(call);
    const own = this.get(laneKeyOf(call));
    const isPlaced = this.options.reorderMs > 0 && call.anonymousId !== undefined && !waiting.replay;
    const waitsForOther = joined !== undefined && !this.options.isJoinedTooOften(joined);
    return {
      waiting: { seq, request, source, destination, messageId, acceptedAt, part, replay },
      outlet,
      becomes: mapped(waiting, outlet, this.writer),
      anonymousId: call.anonymousId,
      isAlias: call.type === 'alias',
      time: isPlaced && typeof call.originalTimestamp === 'string' ? Date.parse(call.originalTimestamp) : Number.NaN,
      readAt: this.options.now(),
      lanes: waitsForOther ? [own, this.get(joined)] : [own],
      held: isPlaced,
      part,
      blockedSince: undefined,
    };
  }

  /**
   * The end, or before the first call of the same page that was made later, if that was accepted within the window and is
   * still here. A request's own calls keep their order, and an alias never overtakes an alias.
   */
  private placeIn({ items }: Lane, item: Item): number {
    const { reorderMs } = this.options;
    const { acceptedAt, request } = item.waiting;
    let place = items.length;
    if (Number.isNaN(item.time)) return place;
    for (let at = items.length - 1; at >= 0; at--) {
      const other = items[at]!;
      if (other.waiting.acceptedAt < acceptedAt - reorderMs || other.waiting.request === request) break;
      if (other.part > 0 || (item.isAlias && other.isAlias)) break;
      if (other.anonymousId === item.anonymousId && other.time > item.time) place = at;
    }
    return place;
  }

  private enter(item: Item): void {
    this.size++;
    for (const lane of item.lanes) this.touch(lane);
  }

  private touch(lane: Lane): void {
    const head = lane.items[0];
    if (lane.open.length === 0 && this.headOf(lane)) this.ready.add(lane);
    else this.ready.delete(lane);
    if (head && head.lanes.length > 1 && !head.held) this.watch(head);
    if (!head && lane.open.length === 0) this.lanes.delete(lane.key);
  }

  private watch(alias: Item): void {
    if (alias.blockedSince !== undefined || this.headOf(alias.lanes[0]!)) return;
    alias.blockedSince = this.options.now();
    this.blocked.add(alias);
  }
}
