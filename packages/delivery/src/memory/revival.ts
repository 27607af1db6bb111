import type { Batch, StoredRequest } from '../batch.ts';
import type { Seq } from '../call.ts';
import type { Revival } from '../ledger.ts';
import type { Replay } from '../log.ts';
import type { Books } from './books.ts';
import { type Slot, without } from './entry.ts';
import type { Queues } from './queues.ts';

/** Gives calls that had a fate, or could not keep their batch, new places to wait at. */
export class Revivals {
  /** Batches that are to be resent, by the place at which they wait. */
  private readonly resends = new Map<Seq, Batch>();
  private readonly books: Books;
  private readonly queues: Queues;
  private readonly newPlace: () => Seq;

  constructor(books: Books, queues: Queues, newPlace: () => Seq) {
    this.books = books;
    this.queues = queues;
    this.newPlace = newPlace;
  }

  /** Gives how many deliveries wait that did not. */
  revive(slot: Slot, { asMapped = false, again = false }: Revival): number {
    if (!slot.fate || slot.open.length > 0) return 0;
    if (slot.fate.status === 'delivered' && !again) return 0;
    if (slot.doubtful) return this.resend(slot.doubtful, asMapped);
    if (asMapped && !slot.refused) return 0;
    if (slot.fate.status === 'delivered') slot.part = 0;
    this.books.unsettle(slot);
    const { deliveryId: _, ...stored } = slot.refused ?? {};
    this.enqueue(slot, asMapped ? { kind: 'as mapped', stored: stored as StoredRequest } : { kind: 'mapped anew' });
    return 1;
  }

  makeAnew(slots: readonly Slot[]): void {
    for (const slot of slots) this.enqueue(slot, { kind: 'mapped anew' });
  }

  /** What waits at a place of a resent batch: all of it at the first place, nothing at the others. */
  resendAt(place: Seq): Batch | undefined {
    return this.resends.get(place);
  }

  sent(batch: Batch): void {
    const place = batch.members[0]!.seq;
    if (this.resends.get(place)?.id === batch.id) this.resends.delete(place);
  }

  /** Takes calls out of batches that wait to be resent. */
  erase(places: ReadonlySet<Seq>): void {
    for (const [place, batch] of [...this.resends]) {
      if (!batch.members.some(({ seq }) => places.has(seq))) continue;
      const left = without(batch, places);
      this.resends.delete(place);
      if (left.members.length > 0) this.resends.set(left.members[0]!.seq, left);
    }
  }

  private resend(batch: Batch, asMapped: boolean): number {
    const slots = this.books.slotsOf(batch);
    const places = new Map<Seq, Seq>();
    for (const slot of slots) {
      const before = slot.place;
      this.books.unsettle(slot);
      slot.doubtful = undefined;
      this.move(slot);
      places.set(before, slot.place);
      this.queues.push(slot, slot.place);
    }
    // Calls of it that are kept no longer are left out.
    const gone = batch.members.map(({ seq }) => seq).filter((seq) => !places.has(seq));
    const { elseAnew: _, ...same } = without(batch, new Set(gone));
    const members = same.members.map((member) => ({ ...member, seq: places.get(member.seq)! }));
    const resent: Batch = { ...same, members, ...(!asMapped && { elseAnew: true }) };
    for (const slot of slots) slot.replay = { kind: 'resent', batch: resent };
    this.resends.set(members[0]!.seq, resent);
    return slots.size;
  }

  private enqueue(slot: Slot, replay: Replay): void {
    slot.replay = replay;
    slot.doubtful = undefined;
    this.move(slot);
    this.queues.push(slot, slot.place);
  }

  private move(slot: Slot): void {
    this.books.revived.delete(slot.place);
    slot.place = this.newPlace();
    this.books.revived.set(slot.place, slot);
  }
}
