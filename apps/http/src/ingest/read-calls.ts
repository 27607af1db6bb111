import type { ReadCalls } from '@crosswalk/delivery';
import { normalise, type PathKind, readBody } from '@crosswalk/segment';
import { isClientSide } from './client-side.ts';
import { parseBody } from './parse-body.ts';

/** What is known of a request beside its body, and kept with it. */
export interface RequestNote {
  readonly kind: PathKind;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly ip: string;
  readonly fromPage: boolean;
  /** The messageIds that calls without one were given, by their place. */
  readonly minted: Readonly<Record<number, string>>;
}

/**
 * Makes the calls of a request that was kept as it came, as they would have been made when it came. The threads that deliver
 * and that keep calls find this function by the address of this module.
 */
export const readCalls: ReadCalls = (bytes, note) => {
  const { kind, receivedAt, ip, fromPage, minted } = JSON.parse(note) as RequestNote;
  const { calls, type, batch } = readBody(parseBody(bytes)?.value, kind);
  return calls.map((sent, place) => {
    const own = isClientSide(sent, batch?.context, fromPage) ? ip : undefined;
    return normalise(sent, { receivedAt, type, batch, ip: own, newId: () => minted[place] ?? '' }).call;
  });
};
