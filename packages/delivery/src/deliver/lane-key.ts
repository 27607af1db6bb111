import type { CallData } from '../call.ts';

/** Whose call it is, as text, so that 1 and "1" are one: the user's id, else the anonymous one. */
export function laneKeyOf(call: CallData): string {
  const id = call.type === 'alias' ? (call.userId ?? call.to ?? call.anonymousId) : (call.userId ?? call.anonymousId);
  return id === undefined ? `messageId:${call.messageId}` : String(id);
}

/** The other id that an alias joins into its lane's; nothing for other calls, and when both are one. */
export function joinedKeyOf(call: CallData): string | undefined {
  if (call.type !== 'alias') return undefined;
  const id = call.previousId ?? call.from ?? call.anonymousId;
  return id === undefined || String(id) === laneKeyOf(call) ? undefined : String(id);
}
