import type { Batch, StoredRequest } from '../batch.ts';
import type { CallData, Outlet, Seq } from '../call.ts';
import type { Attempt, Delivery, Fate, Selection, Story } from '../ledger.ts';
import type { Replay } from '../log.ts';
import { isAcceptanceMeant, isCallMeant, isDeliveryMeant } from '../selecting.ts';

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
export interface Slot extends Outlet {
  readonly call: Seq;
  /** Where it waits: at the place of its acceptance, or at a new one when it was revived. */
  place: Seq;
  replay: Replay | undefined;
  /** The next request of the call that is not delivered. */
  part: number;
  /** Batches that hold a request of it. */
  open: Batch[];
  fate: Fate | undefined;
  attempts: Attempt[];
  /** What was refused for good, kept to be sent again. */
  refused: (StoredRequest & { readonly deliveryId: string }) | undefined;
  /** The batch of it that may have arrived before it was given up. */
  doubtful: Batch | undefined;
}

export function newSlot(outlet: Outlet, call: Seq): Slot {
  return {
    ...outlet,
    call,
    place: call,
    replay: undefined,
    part: 0,
    open: [],
    fate: undefined,
    attempts: [],
    refused: undefined,
    doubtful: undefined,
  };
}

export function stateOf(slot: Slot): Delivery['state'] {
  return slot.fate?.status ?? (slot.open.length > 0 ? 'in flight' : 'waiting');
}

/** The request at a place that a batch holds. */
export function sentIn({ id, operation, version, members, bodies }: Batch, place: Seq): NonNullable<Slot['refused']> {
  const at = members.findIndex((member) => member.seq === place);
  return { deliveryId: id, operation, version, body: bodies[at]!, last: members[at]!.last };
}

/** A batch without some of its members. */
export function without(batch: Batch, places: ReadonlySet<Seq>): Batch {
  const stays = (_: unknown, at: number) => !places.has(batch.members[at]!.seq);
  const { bytes: _, ...rest } = batch;
  return { ...rest, members: batch.members.filter(stays), bodies: batch.bodies.filter(stays) };
}

/** The story of a call, with the deliveries that the selection means; nothing when it means none. */
export function storyOf(entry: Entry, selection: Selection = {}): Story | undefined {
  const { seq, source, messageId, acceptedAt, call } = entry;
  if (!isAcceptanceMeant(source, acceptedAt, selection) || !isCallMeant(messageId, call, selection)) return undefined;
  const deliveries = Array.from(entry.slots.values(), deliveryOf).filter((one) => isDeliveryMeant(one, selection));
  return deliveries.length > 0 ? { seq, source, messageId, acceptedAt, call, deliveries } : undefined;
}

function deliveryOf(slot: Slot): Delivery {
  const batch = slot.open[0];
  const sent = batch ? sentIn(batch, slot.place) : slot.fate?.status === 'dead' ? slot.refused : undefined;
  return {
    destination: slot.destination,
    state: stateOf(slot),
    attempts: [...slot.attempts],
    ...(slot.fate && { fate: slot.fate }),
    ...(sent && { sent: { deliveryId: sent.deliveryId, operation: sent.operation, body: sent.body } }),
  };
}
