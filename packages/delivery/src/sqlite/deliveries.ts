import type { DatabaseSync } from 'node:sqlite';
import type { BatchKey, StoredRequest } from '../batch.ts';
import type { Outlet, Seq } from '../call.ts';
import type { Attempt, Dead, Fate, Revival } from '../ledger.ts';
import { type Claim, type Claims, marksOf, seqsOf } from './claims.ts';
import type { Doubts } from './doubts.ts';
import type { Names } from './names.ts';
import type { Numbers } from './numbers.ts';
import type { Places, Slot } from './places.ts';
import type { Requests } from './requests.ts';
import { isUndelivered, State } from './state.ts';
import type { WireBatch, WireChange } from './wire.ts';

/** What is kept of a request that was refused for good. */
export interface Refused extends StoredRequest {
  readonly deliveryId: string;
  readonly part: number;
}

/** What is kept of a dead delivery. */
export interface Grave {
  readonly reason: number;
  readonly mayHaveArrived: boolean | undefined;
  readonly stored: Refused | undefined;
  readonly doubt: number | undefined;
}

/** How many requests of a delivery arrived, and what was tried before the batch that it is in. */
export interface Past {
  readonly part: number;
  readonly attempts: readonly Attempt[];
}

const noPast: Past = { part: 0, attempts: [] };

export interface Parts {
  readonly db: DatabaseSync;
  readonly requests: Requests;
  readonly places: Places;
  readonly claims: Claims;
  readonly doubts: Doubts;
  readonly names: Names;
  readonly numbers: Numbers;
}

/** The states of deliveries: every change of one, and the counting, is here. */
export class Deliveries {
  private readonly parts: Parts;
  private readonly statements;

  constructor(parts: Parts) {
    this.parts = parts;
    const { db } = parts;
    this.statements = {
      sent: db.prepare('INSERT INTO sent VALUES (?, ?, ?, ?, ?)'),
      bury: db.prepare('INSERT OR REPLACE INTO dead VALUES (?, ?, ?, ?, ?, ?)'),
      grave: db.prepare('SELECT * FROM dead WHERE call = ? AND destination = ?'),
      doubted: db.prepare('SELECT call FROM dead WHERE doubt = ? ORDER BY call'),
      unbury: db.prepare('DELETE FROM dead WHERE call = ? AND destination = ?'),
      past: db.prepare('SELECT part, attempts FROM past WHERE call = ? AND destination = ?'),
      setPast: db.prepare('INSERT OR REPLACE INTO past VALUES (?, ?, ?, ?)'),
      forgetPast: db.prepare('DELETE FROM past WHERE call = ? AND destination = ?'),
      pasts: db.prepare('SELECT call, part FROM past WHERE call >= ? AND call < ? AND destination = ? AND part > 0'),
      attempts: db.prepare('SELECT guid, version, attempts FROM sent WHERE id = ?'),
    };
  }

  /** Makes a change; gives the sources at which calls wait since then. */
  make(change: WireChange, now: number): readonly string[] {
    if (change.kind === 'send') this.open(change.batch, 0, []);
    else if (change.kind === 'split') this.split(change.batch, change.into);
    else if (change.kind === 'settle') this.settleBatch(this.claim(change.batch), change.fate, now);
    else if (change.kind === 'anew') return this.anew(this.claim(change.batch));
    else if (change.kind === 'fate') this.fateAt(change.seq, change.outlet, change.fate);
    else this.parts.claims.attempted(this.claim(change.batch), { at: now, ...change.attempt }, change.triedMs);
    return [];
  }

  /** Makes a delivery with a fate wait once more; gives how many do, as some come with others. */
  revive(slot: Slot, { asMapped = false, again = false }: Revival): number {
    const { requests, places, claims } = this.parts;
    const state = slot.kept.states[slot.index];
    if (state === State.none || isUndelivered(state) || claims.isFlying(slot, slot.seq)) return 0;
    if (state === State.delivered && !again) return 0;
    const grave = this.grave(slot);
    if (grave?.doubt !== undefined) return this.resend(grave.doubt, slot, asMapped);
    if (asMapped && !grave?.stored) return 0;
    this.remember(
      slot,
      this.tried(slot),
      state === State.delivered ? 0 : (grave?.stored?.part ?? this.past(slot).part),
    );
    this.undo(slot);
    if (asMapped) {
      const { deliveryId: _, part: __, ...stored } = grave!.stored!;
      places.move(slot, this.newSeq(), { kind: 'as mapped', stored });
    } else places.move(slot, this.newSeq(), { kind: 'mapped anew' });
    requests.setState(slot.kept, slot.index, State.revived);
    return 1;
  }

  grave({ call, destination }: Slot): Grave | undefined {
    const row = this.statements.grave.get(call, destination);
    if (!row) return undefined;
    const { reason, may_have_arrived: arrived, stored, doubt } = row;
    return {
      reason: reason as number,
      mayHaveArrived: arrived === null ? undefined : arrived === 1,
      stored: stored === null ? undefined : (JSON.parse(stored as string) as Refused),
      doubt: (doubt as number | null) ?? undefined,
    };
  }

  past({ call, destination }: Pick<Slot, 'call' | 'destination'>): Past {
    const row = this.statements.past.get(call, destination) as { part: number; attempts: string } | undefined;
    return row ? { part: row.part, attempts: JSON.parse(row.attempts) as Attempt[] } : noPast;
  }

  /** Of calls in this range, by seq: how many of their requests arrived, where these are any. */
  partsOf(from: Seq, to: Seq, destination: string): Map<Seq, number> {
    const rows = this.statements.pasts.all(from, to, destination) as { call: number; part: number }[];
    return new Map(rows.map(({ call, part }) => [call, part]));
  }

  /** The batch in which a delivery arrived. */
  sent(id: number): { guid: string; version: string; attempts: readonly Attempt[] } | undefined {
    const row = this.statements.attempts.get(id) as { guid: string; version: string; attempts: string } | undefined;
    return row && { ...row, attempts: JSON.parse(row.attempts) as Attempt[] };
  }

  /** Takes out what is known of a delivery beside its state; gives how it was counted. */
  erase(slot: Slot): 'undelivered' | 'ended' {
    const { numbers, places } = this.parts;
    const state = slot.kept.states[slot.index];
    this.statements.unbury.run(slot.call, slot.destination);
    this.statements.forgetPast.run(slot.call, slot.destination);
    if (state === State.revived) places.leave(slot);
    if (!isUndelivered(state)) return 'ended';
    numbers.addUndelivered(slot, -1);
    return 'undelivered';
  }

  /** Finds again, after a start, which calls have a fate while another request of theirs is in a written batch. */
  reload(): void {
    const { claims, places } = this.parts;
    for (const claim of claims.all()) {
      for (const seq of seqsOf(claim)) {
        const slot = places.at(seq, claim.destination);
        if (slot && !isUndelivered(slot.kept.states[slot.index])) claims.end(claim, seq);
      }
    }
  }

  private claim(key: BatchKey): Claim {
    const claim = this.parts.claims.get(key);
    if (!claim) throw new Error('a batch that is not open cannot be changed');
    return claim;
  }

  private open(batch: WireBatch, triedMs: number, attempts: readonly Attempt[]): void {
    const { claims, doubts, numbers } = this.parts;
    numbers.add('last batch', 1);
    claims.open(numbers.get('last batch'), batch, triedMs, attempts);
    doubts.sent(batch);
  }

  /** The parts are opened first, so that no call waits in between. */
  private split(key: BatchKey, into: readonly WireBatch[]): void {
    const claim = this.claim(key);
    for (const part of into) this.open(part, claim.triedMs, claim.attempts);
    this.parts.claims.close(claim);
  }

  private settleBatch(claim: Claim, fate: Fate, now: number): void {
    const { claims, doubts } = this.parts;
    const batch = fate.status === 'dead' ? claims.batch(claim) : undefined;
    const doubt = batch && fate.status === 'dead' && fate.mayHaveArrived ? claim.row : undefined;
    if (doubt !== undefined) doubts.add(doubt, claims.wire(claim).batch, this.callsOf(claim));
    claims.close(claim);
    if (fate.status === 'delivered') {
      const { deliveryId, version } = fate;
      this.statements.sent.run(claim.row, now, deliveryId, version, JSON.stringify(claim.attempts));
    }
    let at = -1;
    for (const { seq, part, last } of marksOf(claim)) {
      at++;
      const slot = this.parts.places.at(seq, claim.destination);
      if (!slot || !isUndelivered(slot.kept.states[slot.index])) continue;
      if (fate.status === 'delivered' && !last) {
        this.remember(slot, claim.attempts, part + 1);
        // What follows is mapped as the mapping says then.
        if (slot.seq !== slot.call) this.parts.places.change(seq, { kind: 'mapped anew' });
        continue;
      }
      if (batch) {
        const { operation, version, id } = claim;
        const stored: Refused = { operation, version, last, deliveryId: id, part, body: batch.bodies[at]! };
        this.remember(slot, claim.attempts, part);
        this.settle(slot, fate, { stored, doubt });
      } else this.settle(slot, fate, { ref: claim.row });
    }
  }

  private callsOf(claim: Claim): Map<Seq, Seq> {
    const { places } = this.parts;
    return new Map(Array.from(seqsOf(claim), (seq) => [seq, places.at(seq, claim.destination)?.call ?? seq]));
  }

  private fateAt(seq: Seq, { destination }: Outlet, fate: Fate): void {
    const slot = this.parts.places.at(seq, destination);
    if (slot && isUndelivered(slot.kept.states[slot.index])) this.settle(slot, fate, {});
  }

  private settle(
    slot: Slot,
    fate: Fate,
    { ref, stored, doubt }: { ref?: number; stored?: Refused; doubt?: number | undefined },
  ): void {
    const { requests, places, names, numbers, claims } = this.parts;
    if (slot.kept.states[slot.index] === State.revived) places.leave(slot);
    if (fate.status === 'dead') this.bury(slot, fate, stored, doubt);
    const known = fate.status === 'skipped' ? names.reason(fate) : (ref ?? 0);
    requests.setState(slot.kept, slot.index, State[fate.status], known);
    numbers.add(fate.status, 1);
    numbers.addUndelivered(slot, -1);
    claims.end(slot, slot.seq);
  }

  private bury({ call, destination }: Slot, fate: Dead, stored?: Refused, doubt?: number): void {
    const arrived = fate.mayHaveArrived === undefined ? null : Number(fate.mayHaveArrived);
    const text = stored ? JSON.stringify(stored) : null;
    this.statements.bury.run(call, destination, this.parts.names.reason(fate), arrived, text, doubt ?? null);
  }

  /** Takes its fate from a delivery. */
  private undo(slot: Slot): void {
    const { numbers } = this.parts;
    const state = slot.kept.states[slot.index];
    this.statements.unbury.run(slot.call, slot.destination);
    numbers.add(state === State.delivered ? 'delivered' : state === State.skipped ? 'skipped' : 'dead', -1);
    numbers.addUndelivered(slot, 1);
  }

  /** The attempts of the batch in which a delivery arrived; those before, and of a dead one all, are its past. */
  private tried({ kept, index }: Slot): readonly Attempt[] {
    return kept.states[index] === State.delivered ? (this.sent(kept.refs?.[index] ?? 0)?.attempts ?? []) : [];
  }

  private remember(slot: Slot, attempts: readonly Attempt[], part: number): void {
    const before = this.past(slot);
    const all = JSON.stringify([...before.attempts, ...attempts]);
    this.statements.setPast.run(slot.call, slot.destination, part, all);
  }

  private resend(doubt: number, { destination }: Outlet, asMapped: boolean): number {
    const { places, doubts, requests } = this.parts;
    const calls = (this.statements.doubted.all(doubt) as { call: Seq }[]).map(({ call }) => call);
    const slots = calls.map((call) => places.ofCall(call, destination)!);
    const seqs = new Map<Seq, Seq>();
    for (const slot of slots) {
      this.undo(slot);
      const seq = this.newSeq();
      seqs.set(slot.call, seq);
      places.move(slot, seq, { kind: 'resent' });
      requests.setState(slot.kept, slot.index, State.revived);
    }
    doubts.revive(doubt, seqs, !asMapped);
    return slots.length;
  }

  /** Its calls had not arrived, and wait at new places. */
  private anew(claim: Claim): readonly string[] {
    const { claims, places, requests } = this.parts;
    const marks = [...marksOf(claim)];
    claims.close(claim);
    for (const seq of seqsOf(claim)) {
      const slot = places.at(seq, claim.destination);
      if (!slot || !isUndelivered(slot.kept.states[slot.index])) continue;
      const part = Math.min(...marks.filter((mark) => mark.seq === seq).map((mark) => mark.part));
      this.remember(slot, claim.attempts, part);
      places.move(slot, this.newSeq(), { kind: 'mapped anew' });
      requests.setState(slot.kept, slot.index, State.revived);
    }
    return [claim.source];
  }

  private newSeq(): Seq {
    const { numbers } = this.parts;
    numbers.add('last seq', 1);
    return numbers.get('last seq');
  }
}
