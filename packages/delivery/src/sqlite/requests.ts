import type { DatabaseSync } from 'node:sqlite';
import type { CallData, Seq } from '../call.ts';
import type { ReadCalls } from '../log.ts';
import type { Names, Route } from './names.ts';
import { type Packed, pack, unpack } from './packing.ts';
import { State } from './state.ts';

/** A request that is kept, with the states of its deliveries. */
export interface Kept {
  readonly first: Seq;
  readonly at: number;
  readonly route: Route;
  readonly places: number;
  readonly states: Uint8Array;
  refs: Float64Array<ArrayBuffer> | undefined;
}

/** What clients sent, as bytes; a note where it is kept as sent, none where it is an array of calls in JSON. */
export interface Content extends Packed {
  readonly note: string | null;
}

interface Row {
  readonly first: Seq;
  readonly at: number;
  readonly route: number;
  readonly places: number;
  readonly states: Uint8Array | null;
  readonly refs: Uint8Array | null;
}

/** Requests, and slots, that are held in memory at most. */
const mostHeld = 20_000;
const mostSlots = 500_000;

/** Requests in which a seq is looked for before it is looked up. */
const recentCount = 24;

const columns = 'r.first, r.at, r.route, r.places, s.states, s.refs FROM requests r LEFT JOIN states s USING (first)';

/** The requests of clients and the states of their calls. What is changed in memory is written by `save`. */
export class Requests {
  private readonly held = new Map<Seq, Kept>();
  private readonly changed = new Set<Kept>();
  private heldSlots = 0;
  /** Those that were asked for last, as calls of one batch come from few requests. */
  private recent: Kept[] = [];
  private nextRecent = 0;
  private lastCalls: { readonly kept: Kept; readonly calls: readonly (CallData | undefined)[] } | undefined;
  private readonly names: Names;
  private readonly readCalls: ReadCalls;
  private readonly statements;

  constructor(db: DatabaseSync, names: Names, readCalls: ReadCalls) {
    this.names = names;
    this.readCalls = readCalls;
    this.statements = {
      insert: db.prepare('INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?)'),
      save: db.prepare('INSERT OR REPLACE INTO states VALUES (?, ?, ?)'),
      upTo: db.prepare(`SELECT ${columns} WHERE r.first <= ? ORDER BY r.first DESC LIMIT 1`),
      from: db.prepare(`SELECT ${columns} WHERE r.first >= ? ORDER BY r.first LIMIT ?`),
      before: db.prepare(`SELECT ${columns} WHERE r.first < ? ORDER BY r.first DESC LIMIT ?`),
      ofRoute: db.prepare(`SELECT ${columns} WHERE r.route = ? AND r.first >= ? ORDER BY r.first LIMIT ?`),
      ofRouteUpTo: db.prepare('SELECT first FROM requests WHERE route = ? AND first <= ? ORDER BY first DESC LIMIT 1'),
      content: db.prepare('SELECT note, bytes, is_packed AS isPacked FROM requests WHERE first = ?'),
      rewrite: db.prepare('UPDATE requests SET note = NULL, bytes = ?, is_packed = ? WHERE first = ?'),
      remove: db.prepare('DELETE FROM requests WHERE first = ?'),
      removeStates: db.prepare('DELETE FROM states WHERE first = ?'),
      firstSince: db.prepare('SELECT first, at FROM requests WHERE first >= ? ORDER BY first LIMIT 1'),
      ends: db.prepare('SELECT min(first) AS low, max(first) AS high FROM requests'),
    };
  }

  insert(first: Seq, at: number, route: Route, places: number, { note, bytes }: Omit<Content, 'isPacked'>): Kept {
    const packed = pack(bytes);
    this.statements.insert.run(first, at, route.id, places, note, packed.bytes, packed.isPacked);
    const states = new Uint8Array(places * route.destinations.length).fill(State.waiting);
    return this.hold({ first, at, route, places, states, refs: undefined });
  }

  /** The request that has a place with this seq. */
  at(seq: Seq): Kept | undefined {
    for (const kept of this.recent) if (isIn(kept, seq)) return kept;
    const kept = this.held.get(seq) ?? this.kept(this.statements.upTo.get(seq));
    if (!kept || !isIn(kept, seq)) return undefined;
    this.recent[this.nextRecent++ % recentCount] = kept;
    return kept;
  }

  from(first: Seq, most: number): Kept[] {
    return this.statements.from.all(first, most).map((row) => this.kept(row)!);
  }

  before(first: Seq, most: number): Kept[] {
    return this.statements.before.all(first, most).map((row) => this.kept(row)!);
  }

  /** Requests that came by a route, beginning with the one that has a place behind `after`. */
  ofRoute(route: Route, after: Seq, most: number): Kept[] {
    const row = this.statements.ofRouteUpTo.get(route.id, after) as { first: Seq } | undefined;
    return this.ofRouteFrom(route, row?.first ?? 0, most);
  }

  ofRouteFrom(route: Route, first: Seq, most: number): Kept[] {
    return this.statements.ofRoute.all(route.id, first, most).map((row) => this.kept(row)!);
  }

  /** The first seq of the first request that was accepted at this time or later; Infinity when there is none. */
  firstAt(time: number): Seq {
    const { low, high } = this.statements.ends.get() as { low: Seq | null; high: Seq | null };
    if (low === null || high === null) return Number.POSITIVE_INFINITY;
    let [before, behind] = [low, high + 1];
    while (before < behind) {
      const middle = Math.floor((before + behind) / 2);
      const row = this.statements.firstSince.get(middle) as { first: Seq; at: number } | undefined;
      if (!row || row.at >= time) behind = middle;
      else before = row.first + 1;
    }
    return before > high ? Number.POSITIVE_INFINITY : before;
  }

  content({ first }: Kept): Content {
    return this.statements.content.get(first) as unknown as Content;
  }

  /** The calls of a request by place; those that are no longer kept may be among them. */
  calls(kept: Kept): readonly (CallData | undefined)[] {
    if (this.lastCalls?.kept === kept) return this.lastCalls.calls;
    const calls = callsIn(this.content(kept), this.readCalls);
    this.lastCalls = { kept, calls };
    return calls;
  }

  setState(kept: Kept, slot: number, state: number, ref = 0): void {
    kept.states[slot] = state;
    if (ref !== 0 || kept.refs) {
      kept.refs ??= new Float64Array(kept.states.length);
      kept.refs[slot] = ref;
    }
    this.changed.add(kept);
  }

  /** Takes calls out of a request, as bytes too; the request goes when none is left. */
  erase(kept: Kept, places: ReadonlySet<number>): void {
    const count = kept.route.destinations.length;
    const calls = this.calls(kept);
    for (const place of places) {
      for (let slot = place * count; slot < (place + 1) * count; slot++) this.setState(kept, slot, State.none);
    }
    this.lastCalls = undefined;
    // A call without destinations has no state; nothing holds on to it.
    if (kept.states.every((state) => state === State.none)) this.remove(kept);
    else this.rewrite(kept, calls);
  }

  save(): void {
    for (const { first, states, refs } of this.changed) {
      this.statements.save.run(first, states, refs ? new Uint8Array(refs.buffer) : new Uint8Array(0));
    }
    this.changed.clear();
    if (this.held.size > mostHeld || this.heldSlots > mostSlots) this.letGo();
  }

  /** Forgets what was not saved. */
  reload(): void {
    this.held.clear();
    this.changed.clear();
    this.heldSlots = 0;
    this.forgetRecent();
    this.lastCalls = undefined;
  }

  /** Writes the calls anew, without those that are no longer kept. */
  private rewrite(kept: Kept, calls: readonly (CallData | undefined)[]): void {
    const count = kept.route.destinations.length;
    const isKept = (place: number) =>
      kept.states.subarray(place * count, (place + 1) * count).some((state) => state !== State.none);
    const left = calls.map((call, place) => (call !== undefined && isKept(place) ? call : null));
    const { bytes, isPacked } = pack(Buffer.from(JSON.stringify(left)));
    this.statements.rewrite.run(bytes, isPacked, kept.first);
  }

  private remove(kept: Kept): void {
    this.statements.remove.run(kept.first);
    this.statements.removeStates.run(kept.first);
    this.changed.delete(kept);
    this.held.delete(kept.first);
    this.heldSlots -= kept.states.length;
    this.forgetRecent();
  }

  private kept(row: unknown): Kept | undefined {
    if (row === undefined) return undefined;
    const { first, at, route: id, places, states, refs } = row as Row;
    const held = this.held.get(first);
    if (held) return held;
    const route = this.names.routeOf(id);
    return this.hold({
      first,
      at,
      route,
      places,
      states: states ?? new Uint8Array(places * route.destinations.length).fill(State.waiting),
      refs: refs && refs.length > 0 ? new Float64Array(refs.slice().buffer) : undefined,
    });
  }

  private hold(kept: Kept): Kept {
    this.held.set(kept.first, kept);
    this.heldSlots += kept.states.length;
    return kept;
  }

  private forgetRecent(): void {
    this.recent = [];
    this.nextRecent = 0;
  }

  /** The older half; what is needed again is read again. */
  private letGo(): void {
    this.forgetRecent();
    let left = Math.ceil(this.held.size / 2);
    for (const kept of this.held.values()) {
      if (left-- === 0) return;
      this.held.delete(kept.first);
      this.heldSlots -= kept.states.length;
    }
  }
}

/** The calls of a request, by place. */
export function callsIn({ note, ...packed }: Content, readCalls: ReadCalls): readonly (CallData | undefined)[] {
  const bytes = unpack(packed);
  try {
    return note === null ? (JSON.parse(new TextDecoder().decode(bytes)) as CallData[]) : readCalls(bytes, note);
  } finally {
    // Given back at once: left to the collector, what is unpacked would make it go through the whole heap often.
    if (packed.isPacked) bytes.buffer.transfer(0);
  }
}

function isIn({ first, places }: Kept, seq: Seq): boolean {
  return seq >= first && seq < first + places;
}
