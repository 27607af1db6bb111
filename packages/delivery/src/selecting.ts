import type { CallData } from './call.ts';
import type { Delivery, Selection } from './ledger.ts';

/** What a selection says of a call itself: its messageId, type, event and user. */
export function isCallMeant(messageId: string, call: CallData, selection: Selection): boolean {
  return (
    is(selection.messageId, messageId) &&
    is(selection.type, call.type) &&
    is(selection.event, call.event) &&
    (selection.user === undefined || [call.userId, call.anonymousId].some((id) => String(id) === selection.user))
  );
}

/** What it says of when and where a call came from. */
export function isAcceptanceMeant(source: string, acceptedAt: number, selection: Selection): boolean {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = selection;
  return is(selection.source, source) && acceptedAt >= from && acceptedAt < to;
}

/** What it says of what became of a call at a destination. */
export function isDeliveryMeant(
  { destination, state, fate }: Pick<Delivery, 'destination' | 'state' | 'fate'>,
  selection: Selection,
): boolean {
  const code = fate && 'code' in fate ? fate.code : undefined;
  return is(selection.destination, destination) && is(selection.state, state) && is(selection.code, code);
}

function is(wanted: string | undefined, found: unknown): boolean {
  return wanted === undefined || wanted === found;
}
