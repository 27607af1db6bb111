import type { DatabaseSync } from 'node:sqlite';
import type { CallData, Seq } from '../call.ts';
import type { Trace } from '../ledger.ts';
import { bearsOneOf, idsIn, Joins } from '../person.ts';
import type { Limits } from '../store.ts';
import type { Claims } from './claims.ts';
import type { Deliveries } from './deliveries.ts';
import type { Doubts } from './doubts.ts';
import type { KnownIds } from './known-ids.ts';
import type { Numbers } from './numbers.ts';
import { type Places, type Slot, slotIn } from './places.ts';
import type { Kept, Requests } from './requests.ts';
import { isUndelivered, State } from './state.ts';

/** Requests, or rows, that are looked at between two pauses. */
const portion = 50;
/** MessageIds that are looked at between two pauses. */
const idPortion = 2000;
/** Failures on ingest that are kept, whatever their age. */
const mostRefusals = 1_000_000;

export interface ErasingParts {
  readonly db: DatabaseSync;
  readonly requests: Requests;
  readonly places: Places;
  readonly claims: Claims;
  readonly doubts: Doubts;
  readonly deliveries: Deliveries;
  readonly numbers: Numbers;
  readonly known: KnownIds;
}

/** Takes out what is kept too long, and what a person wants forgotten. Pauses at every `yield`. */
export class Erasing {
  private readonly parts: ErasingParts;
  private readonly limits: Limits;
  private readonly statements;

  constructor(parts: ErasingParts, limits: Limits) {
    this.parts = parts;
    this.limits = limits;
    const { db } = parts;
    this.statements = {
      oldSent: db.prepare('DELETE FROM sent WHERE id IN (SELECT id FROM sent ORDER BY id LIMIT ?) AND at < ?'),
      oldRefusals: db.prepare(
        'DELETE FROM refusals WHERE id IN (SELECT id FROM refusals ORDER BY id LIMIT ?) AND (at < ? OR id <= ?)',
      ),
      newestRefusal: db.prepare('SELECT max(id) AS id FROM refusals'),
      refusals: db.prepare('SELECT id, refusal FROM refusals WHERE id > ? ORDER BY id LIMIT ?'),
      removeRefusal: db.prepare('DELETE FROM refusals WHERE id = ?'),
    };
  }

  *prune(now: number): Generator<undefined, number> {
    const { keepMs, keepFailedMs } = this.limits;
    const end = this.parts.requests.firstAt(now - Math.min(keepMs, keepFailedMs) + 1);
    let pruned = 0;
    for (const keptOnes of this.from(0)) {
      for (const kept of keptOnes) {
        const over = kept.first < end ? this.overIn(kept, now) : new Set<number>();
        if (over.size === 0) continue;
        this.erase(kept, over);
        pruned += over.size;
      }
      if (keptOnes.at(-1)!.first >= end) break;
      yield;
    }
    this.parts.doubts.prune();
    yield* this.pruneRows(now);
    while (!this.parts.known.sweep(idPortion, now)) yield;
    return pruned;
  }

  *trace(user: string): Generator<undefined, Trace> {
    const joins = new Joins();
    for (const keptOnes of this.from(0)) {
      for (const kept of keptOnes) for (const { call } of this.callsIn(kept)) joins.add(call);
      yield;
    }
    const { ids, shared } = joins.around(user);
    const upTo = this.parts.numbers.get('last seq');
    const calls: Seq[] = [];
    for (const keptOnes of this.from(0)) {
      for (const kept of keptOnes) calls.push(...this.bearing(kept, new Set(ids), 0));
      yield;
    }
    return { ids, shared, calls: calls.filter((seq) => seq <= upTo), upTo };
  }

  *forget({ ids, calls, upTo }: Trace): Generator<undefined, number> {
    const { requests, numbers } = this.parts;
    const all = new Set(calls);
    for (const keptOnes of this.from(requests.at(upTo)?.first ?? upTo)) {
      for (const kept of keptOnes) for (const seq of this.bearing(kept, new Set(ids), upTo)) all.add(seq);
      yield;
    }
    const byRequest = Map.groupBy([...all], (seq) => requests.at(seq)?.first);
    let forgotten = 0;
    for (const [first, seqs] of byRequest) {
      const kept = first === undefined ? undefined : requests.at(first);
      if (!kept) continue;
      const places = new Set(seqs.map((seq) => seq - kept.first).filter((place) => isPresent(kept, place)));
      forgotten += places.size;
      numbers.add('forgotten', this.erase(kept, places));
      yield;
    }
    yield* this.forgetRefusals(ids);
    return forgotten;
  }

  private *pruneRows(now: number): Generator<undefined, void> {
    const { oldSent, oldRefusals, newestRefusal } = this.statements;
    // Every call of a batch was accepted before it was sent, so none is left of one that was sent before the oldest came.
    const [oldest] = this.parts.requests.from(0, 1);
    const end = Math.min(now - this.limits.keepMs, oldest?.at ?? Number.POSITIVE_INFINITY);
    while (oldSent.run(idPortion, end).changes === idPortion) yield;
    const { id: newest } = newestRefusal.get() as { id: number | null };
    const upTo = (newest ?? 0) - mostRefusals;
    while (oldRefusals.run(idPortion, now - this.limits.keepFailedMs, upTo).changes === idPortion) yield;
  }

  private *forgetRefusals(ids: readonly string[]): Generator<undefined, void> {
    const { refusals, removeRefusal } = this.statements;
    let rows = refusals.all(0, idPortion) as { id: number; refusal: string }[];
    while (rows.length > 0) {
      for (const { id, refusal } of rows) {
        if (bearsOneOf(ids, (JSON.parse(refusal) as { excerpt: string }).excerpt)) removeRefusal.run(id);
      }
      yield;
      rows = refusals.all(rows.at(-1)!.id, idPortion) as { id: number; refusal: string }[];
    }
  }

  private *from(first: Seq): Generator<Kept[]> {
    const { requests } = this.parts;
    let found = requests.from(first, portion);
    while (found.length > 0) {
      const last = found.at(-1)!.first;
      yield found;
      found = requests.from(last + 1, portion);
    }
  }

  /** Places of calls whose deliveries all have fates for long enough. */
  private overIn(kept: Kept, now: number): Set<number> {
    const over = new Set<number>();
    const count = kept.route.destinations.length;
    const age = now - kept.at;
    for (let place = 0; place < kept.places; place++) {
      const states = kept.states.subarray(place * count, (place + 1) * count);
      const isOver = (state: number) =>
        !isUndelivered(state) && age >= (state === State.delivered ? this.limits.keepMs : this.limits.keepFailedMs);
      const isGone = count > 0 && states.every((state) => state === State.none);
      if (!isGone && states.every(isOver)) over.add(place);
    }
    return over;
  }

  /** Takes calls of a request out; gives how many of their deliveries had no fate. */
  private erase(kept: Kept, places: ReadonlySet<number>): number {
    const { requests, deliveries, claims, doubts } = this.parts;
    let undelivered = 0;
    for (const destination of kept.route.destinations) {
      const slots = Array.from(places, (place) => this.slotAt(kept, place, destination));
      const seqs = new Set(slots.flatMap(({ call, seq }) => [call, seq]));
      const states = new Set(slots.map(({ index }) => kept.states[index]!));
      if (states.has(State.waiting) || states.has(State.revived)) claims.erase(slots[0]!, seqs);
      if (states.has(State.dead) || states.has(State.revived)) doubts.erase(destination, seqs);
      for (const slot of slots) if (deliveries.erase(slot) === 'undelivered') undelivered++;
    }
    requests.erase(kept, places);
    return undelivered;
  }

  private slotAt(kept: Kept, place: number, destination: string): Slot {
    const slot = slotIn(kept, kept.first + place, destination)!;
    const seq = kept.states[slot.index] === State.revived ? this.parts.places.revivedOf(slot)!.seq : slot.call;
    return { ...slot, seq };
  }

  private *callsIn(kept: Kept): Generator<{ seq: Seq; call: CallData }> {
    const calls = this.parts.requests.calls(kept);
    for (let place = 0; place < kept.places; place++) {
      if (isPresent(kept, place)) yield { seq: kept.first + place, call: calls[place]! };
    }
  }

  private bearing(kept: Kept, ids: ReadonlySet<string>, after: Seq): Seq[] {
    const bearing = Array.from(this.callsIn(kept)).filter(
      ({ seq, call }) => seq > after && idsIn(call).some((id) => ids.has(id)),
    );
    return bearing.map(({ seq }) => seq);
  }
}

function isPresent({ states, route }: Kept, place: number): boolean {
  const count = route.destinations.length;
  return count === 0 || states.subarray(place * count, (place + 1) * count).some((state) => state !== State.none);
}
