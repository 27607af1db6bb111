import type { Waiting } from '../log.ts';
import { Bodies, type WrittenRequest } from './bodies.ts';
import { joinedKeyOf, laneKeyOf } from './lane-key.ts';
import { type Ended, mapped } from './mapped.ts';
import type { ConfiguredOutlet } from './outlet.ts';
import { Queue } from './queue.ts';

/** What is kept of a waiting call. */
export interface Placed extends Pick<Waiting, 'seq' | 'request' | 'messageId' | 'acceptedAt'> {
  readonly outlet: ConfiguredOutlet;
  readonly replay: Waiting['replay'] | undefined;
}

/** A waiting call in its lanes. The call itself is let go: what it becomes takes its place. */
export interface Item extends Placed {
  /** What it becomes; none when it has a fate. */
  readonly requests: readonly WrittenRequest[];
  readonly fate: Ended | undefined;
  /** Told by pages and devices; tells which calls are neighbours. */
  readonly anonymousId: unknown;
  readonly isAlias: boolean;
  /** The client's own time as it told it; nothing when it told none, or when that does not matter. */
  readonly madeAt: string | undefined;
  /** Monotonic, in whole milliseconds. */
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
  isReady: boolean;
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
  /** Where what calls become is written. */
  readonly bodies = new Bodies();
  /** Calls that wait. */
  size = 0;
  private readonly lanes = new Map<string, Lane>();
  /** In the order in which they were read. */
  private readonly holding = new Queue<Item>();
  private readonly blocked = new Set<Item>();
  private readonly options: LaneOptions;

  constructor(options: LaneOptions) {
    this.options = options;
  }

  get(key: string): Lane {
    const known = this.lanes.get(key);
    if (known) return known;
    const lane = { key, items: [], open: [], isReady: false };
    this.lanes.set(key, lane);
    return lane;
  }

  /** Puts a call where it belongs. Calls are added in order of seq. */
  add(waiting: Waiting, outlet: ConfiguredOutlet): void {
    const item = this.itemOf(waiting, outlet);
    for (const lane of item.lanes) putAt(lane.items, this.placeIn(lane, item), item);
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
    for (const { items } of item.lanes) takeOut(items, item);
    for (const lane of item.lanes) this.touch(lane);
  }

  /** Says that a batch holds something of the lane; false when it did so before. */
  occupy(lane: Lane, batch: object): boolean {
    if (lane.open.includes(batch)) return false;
    lane.open.push(batch);
    this.touch(lane);
    return true;
  }

  /** Another takes the place of a batch in the order. */
  replace({ open }: Lane, batch: object, other: object): void {
    open[open.indexOf(batch)] = other;
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
    for (let item = this.holding.first; item; item = this.holding.first) {
      const isOver = now >= item.readAt + reorderMs || newestAcceptedAt > item.acceptedAt + reorderMs;
      if (!isOver) return;
      this.holding.shift();
      item.held = false;
      for (const lane of item.lanes) this.touch(lane);
    }
  }

  /** Aliases that waited too long for the other id go without it. */
  giveUpWaiting(now: number): void {
    for (const item of this.blocked) {
      if (now < item.blockedSince! + this.options.aliasMs) continue;
      const [own, ...others] = item.lanes;
      item.lanes = [own!];
      this.blocked.delete(item);
      for (const { items } of others) takeOut(items, item);
      for (const lane of [own!, ...others]) this.touch(lane);
    }
  }

  /** Begins the waiting of aliases anew: time behind an open breaker does not count. */
  restartWaiting(): void {
    for (const item of this.blocked) item.blockedSince = this.options.now();
  }

  /** When the next call has waited for its neighbours; Infinity when none waits. */
  nextRelease(): number {
    return (this.holding.first?.readAt ?? Number.POSITIVE_INFINITY) + this.options.reorderMs;
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
    for (const { items } of this.lanes.values()) for (const { seq } of items) if (seq < lowest) lowest = seq;
    return lowest;
  }

  private itemOf(waiting: Waiting, outlet: ConfiguredOutlet): Item {
    const { call, seq, request, messageId, acceptedAt, part, replay } = waiting;
    const joined = joinedKeyOf(call);
    const own = this.get(laneKeyOf(call));
    const isPlaced = this.options.reorderMs > 0 && call.anonymousId !== undefined && !replay;
    const waitsForOther = joined !== undefined && !this.options.isJoinedTooOften(joined);
    const { requests, fate } = mapped(waiting, outlet, this.bodies);
    return {
      seq,
      request,
      messageId,
      acceptedAt,
      replay,
      outlet,
      requests,
      fate,
      anonymousId: call.anonymousId,
      isAlias: call.type === 'alias',
      madeAt: isPlaced && typeof call.originalTimestamp === 'string' ? call.originalTimestamp : undefined,
      readAt: Math.floor(this.options.now()),
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
    const { acceptedAt, request } = item;
    let place = items.length;
    // The time is read when it matters: most calls find nobody in their lane.
    const time = place > 0 ? timeOf(item) : Number.NaN;
    if (Number.isNaN(time)) return place;
    for (let at = items.length - 1; at >= 0; at--) {
      const other = items[at]!;
      if (other.acceptedAt < acceptedAt - reorderMs || other.request === request) break;
      if (other.part > 0 || (item.isAlias && other.isAlias)) break;
      if (other.anonymousId === item.anonymousId && timeOf(other) > time) place = at;
    }
    return place;
  }

  private enter(item: Item): void {
    this.size++;
    for (const lane of item.lanes) this.touch(lane);
  }

  private touch(lane: Lane): void {
    const head = lane.items[0];
    const isReady = lane.open.length === 0 && this.headOf(lane) !== undefined;
    if (isReady !== lane.isReady) {
      lane.isReady = isReady;
      if (isReady) this.ready.add(lane);
      else this.ready.delete(lane);
    }
    if (head && head.lanes.length > 1 && !head.held) this.watch(head);
    if (!head && lane.open.length === 0) this.lanes.delete(lane.key);
  }

  private watch(alias: Item): void {
    if (alias.blockedSince !== undefined || this.headOf(alias.lanes[0]!)) return;
    alias.blockedSince = this.options.now();
    this.blocked.add(alias);
  }
}

/** In milliseconds since 1970; NaN where it is none. */
function timeOf({ madeAt }: Item): number {
  return madeAt === undefined ? Number.NaN : Date.parse(madeAt);
}

/** Most lanes hold one call: a list of one is made with room for one, where pushing would make room for many. */
function putAt(items: Item[], at: number, item: Item): void {
  if (items.length === 0) items.length = 1;
  else if (at < items.length) return void items.splice(at, 0, item);
  items[at] = item;
}

function takeOut(items: Item[], item: Item): void {
  if (items[0] === item) items.shift();
  else items.splice(items.indexOf(item), 1);
}
