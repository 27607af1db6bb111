import type { Attempt, Batch, Delivery, Fate, Selection, Story } from '../ledger.ts';
import type { CallData, Seq } from '../log.ts';

/** A call in memory. */
export interface Entry {
  readonly seq: Seq;
  readonly request: Seq;
  readonly source: string;
  readonly messageId: string;
  readonly acceptedAt: number;
  readonly call: CallData;
  readonly slots: ReadonlyMap<string, Slot>;
}

/** What becomes of a call at one destination. */
export interface Slot {
  /** The next request of the call that is not delivered. */
  part: number;
  /** Batches that hold a request of it. */
  open: Batch[];
  fate: Fate | undefined;
  attempts: Attempt[];
  /** What was refused for good, kept to be sent again. */
  refused: Delivery['sent'] | undefined;
}

export function newSlot(): Slot {
  return { part: 0, open: [], fate: undefined, attempts: [], refused: undefined };
}

export function stateOf(slot: Slot): Delivery['state'] {
  return slot.fate?.status ?? (slot.open.length > 0 ? 'in flight' : 'waiting');
}

/** The request of a call that a batch holds. */
export function sentIn(batch: Batch, seq: Seq): NonNullable<Delivery['sent']> {
  const at = batch.members.findIndex((member) => member.seq === seq);
  return { deliveryId: batch.id, operation: batch.operation, body: batch.bodies[at]! };
}

/** The story of a call, with the deliveries that the selection means; nothing when it means none. */
export function storyOf(entry: Entry, selection: Selection = {}): Story | undefined {
  if (!isMeant(entry, selection)) return undefined;
  const deliveries = Array.from(entry.slots, ([destination, slot]) => deliveryOf(entry, destination, slot)).filter(
    ({ destination, state, fate }) =>
      is(selection.destination, destination) &&
      is(selection.state, state) &&
      (selection.code === undefined || (fate !== undefined && 'code' in fate && fate.code === selection.code)),
  );
  const { seq, source, messageId, acceptedAt, call } = entry;
  return deliveries.length > 0 ? { seq, source, messageId, acceptedAt, call, deliveries } : undefined;
}

function deliveryOf(entry: Entry, destination: string, slot: Slot): Delivery {
  const batch = slot.open[0];
  const sent = batch ? sentIn(batch, entry.seq) : slot.refused;
  return {
    destination,
    state: stateOf(slot),
    attempts: [...slot.attempts],
    ...(slot.fate && { fate: slot.fate }),
    ...(sent && { sent }),
  };
}

function isMeant({ source, acceptedAt, call }: Entry, selection: Selection): boolean {
  return (
    is(selection.source, source) &&
    is(selection.type, call.type) &&
    is(selection.event, call.event) &&
    (selection.user === undefined || [call.userId, call.anonymousId].some((id) => String(id) === selection.user)) &&
    (selection.from === undefined || acceptedAt >= selection.from) &&
    (selection.to === undefined || acceptedAt < selection.to)
  );
}

function is(wanted: string | undefined, found: unknown): boolean {
  return wanted === undefined || wanted === found;
}
