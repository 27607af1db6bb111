import type { Batch, BatchKey } from '../batch.ts';
import type { Seq } from '../call.ts';
import type { Attempt, Change, Fate, OpenBatch } from '../ledger.ts';
import { type Entry, type Slot, sentIn } from './entry.ts';

/** The calls in memory and their states: every change of a state, and the counting, is here. */
export class Books {
  /** In order of seq. */
  readonly entries = new Map<Seq, Entry>();
  /** Slots that were revived, by their new places. */
  readonly revived = new Map<Seq, Slot>();
  readonly batches = new Map<string, OpenBatch>();
  readonly ended = { delivered: 0, skipped: 0, dead: 0 };
  /** Deliveries without a fate, those in flight included. */
  undelivered = 0;
  inFlight = 0;
  private readonly makeAnew: (slots: readonly Slot[]) => void;

  /** `makeAnew` gives calls, which had no fate, a new place to wait at. */
  constructor(makeAnew: (slots: readonly Slot[]) => void) {
    this.makeAnew = makeAnew;
  }

  add(entry: Entry, fate: Fate | undefined): void {
    this.entries.set(entry.seq, entry);
    this.undelivered += entry.slots.size;
    for (const slot of entry.slots.values()) if (fate) this.settle(slot, fate);
  }

  /** Makes a change; `now` dates an attempt. */
  make(change: Change, now: number): void {
    if (change.kind === 'send') this.open(change.batch, 0);
    else if (change.kind === 'split') this.split(change.batch, change.into);
    else if (change.kind === 'attempt') this.attempted(change.batch, { at: now, ...change.attempt }, change.triedMs);
    else if (change.kind === 'settle') this.settleBatch(change.batch, change.fate);
    else if (change.kind === 'anew') this.closeAnew(change.batch);
    else {
      const slot = this.slotAt(change.seq, change.outlet.destination);
      if (!slot || slot.fate) return;
      slot.refused = undefined;
      this.settle(slot, change.fate);
    }
  }

  /** The slot that waits, or waited, at a place. */
  slotAt(place: Seq, destination: string): Slot | undefined {
    return this.revived.get(place) ?? this.entries.get(place)?.slots.get(destination);
  }

  /** Takes its fate from a slot. */
  unsettle(slot: Slot): void {
    this.ended[slot.fate!.status]--;
    this.undelivered++;
    slot.fate = undefined;
  }

  /** Takes a call out, with all that is known of it; gives how many of its deliveries had no fate. */
  erase(entry: Entry): number {
    let undelivered = 0;
    for (const slot of entry.slots.values()) {
      this.revived.delete(slot.place);
      if (slot.fate) continue;
      undelivered++;
      if (slot.open.length > 0) this.inFlight--;
    }
    this.undelivered -= undelivered;
    this.entries.delete(entry.seq);
    return undelivered;
  }

  /** Puts a changed batch in the place of the one that it was. */
  replace(before: Batch, now: Batch): void {
    const key = textOf(before);
    const open = this.batches.get(key);
    if (open && now.members.length > 0) this.batches.set(key, { ...open, batch: now });
    else this.batches.delete(key);
    for (const slot of this.slotsOf(now)) slot.open = slot.open.map((batch) => (batch === before ? now : batch));
  }

  private open(batch: Batch, triedMs: number): void {
    this.batches.set(textOf(batch), { batch, tries: 0, triedMs });
    for (const slot of this.slotsOf(batch)) {
      if (slot.open.length === 0 && !slot.fate) this.inFlight++;
      slot.open.push(batch);
    }
  }

  private close(key: BatchKey): Batch {
    const { batch } = this.batches.get(textOf(key))!;
    this.batches.delete(textOf(key));
    for (const slot of this.slotsOf(batch)) {
      slot.open.splice(slot.open.indexOf(batch), 1);
      if (slot.open.length === 0 && !slot.fate) this.inFlight--;
    }
    return batch;
  }

  /** The parts are opened first, so that no call waits in between. */
  private split(key: BatchKey, into: readonly Batch[]): void {
    const { triedMs } = this.batches.get(textOf(key))!;
    for (const part of into) this.open(part, triedMs);
    this.close(key);
  }

  private attempted(key: BatchKey, attempt: Attempt, triedMs: number): void {
    const { batch, tries } = this.batches.get(textOf(key))!;
    this.batches.set(textOf(key), { batch, tries: tries + 1, triedMs });
    for (const slot of this.slotsOf(batch)) slot.attempts.push(attempt);
  }

  private settleBatch(key: BatchKey, fate: Fate): void {
    const batch = this.close(key);
    for (const { seq, part, last } of batch.members) {
      const slot = this.slotAt(seq, batch.destination);
      if (!slot || slot.fate) continue;
      slot.part = fate.status === 'delivered' ? Math.max(slot.part, part + 1) : part;
      if (fate.status === 'delivered' && !last) {
        // What follows is mapped as the mapping says then.
        slot.replay &&= { kind: 'mapped anew' };
        continue;
      }
      if (fate.status === 'dead') {
        slot.refused = sentIn(batch, seq);
        slot.doubtful = fate.mayHaveArrived ? batch : undefined;
      }
      this.settle(slot, fate);
    }
  }

  private closeAnew(key: BatchKey): void {
    const batch = this.close(key);
    const slots = [...this.slotsOf(batch)].filter((slot) => !slot.fate);
    for (const slot of slots) {
      slot.part = Math.min(...batch.members.filter(({ seq }) => seq === slot.place).map(({ part }) => part));
    }
    this.makeAnew(slots);
  }

  private settle(slot: Slot, fate: Fate): void {
    slot.fate = fate;
    this.undelivered--;
    if (slot.open.length > 0) this.inFlight--;
    this.ended[fate.status]++;
  }

  /** Each call of a batch once, though several of its requests may be in it. */
  slotsOf(batch: Batch): Set<Slot> {
    const slots = batch.members.map(({ seq }) => this.slotAt(seq, batch.destination));
    return new Set(slots.filter((slot) => slot !== undefined));
  }
}

function textOf({ source, destination, id }: BatchKey): string {
  return [source, destination, id].join('\u0000');
}
