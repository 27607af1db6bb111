import type { Attempt, Batch, BatchKey, Change, Delivery, Fate, OpenBatch } from '../ledger.ts';
import type { Seq } from '../log.ts';
import { type Entry, type Slot, sentIn } from './entry.ts';

/** The calls in memory and their states: every change of a state, and the counting, is here. */
export class Books {
  /** In order of seq. */
  readonly entries = new Map<Seq, Entry>();
  readonly batches = new Map<string, OpenBatch>();
  readonly ended = { delivered: 0, skipped: 0, dead: 0 };
  /** Deliveries without a fate, those in flight included. */
  undelivered = 0;
  inFlight = 0;
  private readonly retired: Seq[] = [];
  private readonly keep: number;

  /** `keep`: calls with a fate that are kept to be looked at, at least. */
  constructor(keep: number) {
    this.keep = keep;
  }

  add(entry: Entry, fate: Fate | undefined): void {
    this.entries.set(entry.seq, entry);
    this.undelivered += entry.slots.size;
    for (const slot of entry.slots.values()) if (fate) this.settle(entry, slot, fate);
    if (entry.slots.size === 0) this.retire(entry);
  }

  /** Makes a change; `now` dates an attempt. */
  make(change: Change, now: number): void {
    if (change.kind === 'send') this.open(change.batch, 0);
    else if (change.kind === 'split') this.split(change.batch, change.into);
    else if (change.kind === 'attempt') this.attempted(change.batch, { at: now, ...change.attempt }, change.triedMs);
    else if (change.kind === 'settle') this.settleBatch(change.batch, change.fate);
    else {
      const entry = this.entries.get(change.seq);
      const slot = entry?.slots.get(change.outlet.destination);
      if (entry && slot && !slot.fate) this.settle(entry, slot, change.fate);
    }
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
      const entry = this.entries.get(seq);
      const slot = entry?.slots.get(batch.destination);
      if (!entry || !slot || slot.fate) continue;
      slot.part = Math.max(slot.part, part + 1);
      if (fate.status === 'delivered' && !last) continue;
      if (fate.status === 'dead') slot.refused = sentIn(batch, seq) satisfies Delivery['sent'];
      this.settle(entry, slot, fate);
    }
  }

  private settle(entry: Entry, slot: Slot, fate: Fate): void {
    slot.fate = fate;
    this.undelivered--;
    if (slot.open.length > 0) this.inFlight--;
    this.ended[fate.status]++;
    if ([...entry.slots.values()].every((other) => other.fate)) this.retire(entry);
  }

  /** Old ones go many at a time, as taking one from the front of a long list moves all the others. */
  private retire(entry: Entry): void {
    this.retired.push(entry.seq);
    if (this.retired.length <= 2 * this.keep) return;
    for (const seq of this.retired.splice(0, this.retired.length - this.keep)) this.entries.delete(seq);
  }

  /** Each call of a batch once, though several of its requests may be in it. */
  private slotsOf(batch: Batch): Set<Slot> {
    const slots = batch.members.map(({ seq }) => this.entries.get(seq)?.slots.get(batch.destination));
    return new Set(slots.filter((slot) => slot !== undefined));
  }
}

function textOf({ source, destination, id }: BatchKey): string {
  return [source, destination, id].join('\u0000');
}
