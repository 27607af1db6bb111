import type { Acceptance, NamedCall } from '@crosswalk/delivery';
import { readCalls } from '../src/ingest/read-calls.ts';

/** The calls that were taken in, also of a request that is kept as it came. */
export function callsOf(calls: Acceptance['calls']): readonly NamedCall[] {
  if (!('bytes' in calls)) return calls;
  const read = readCalls(calls.bytes, calls.note);
  return calls.messageIds.flatMap((messageId, place) => {
    if (messageId === undefined) return [];
    const call = read[place];
    if (!call) throw new Error(`the call at place ${place} was taken in and cannot be read`);
    return [{ messageId, call }];
  });
}
