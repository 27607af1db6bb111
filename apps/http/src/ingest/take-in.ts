import { randomUUID } from 'node:crypto';
import type { Log } from '@crosswalk/delivery';
import type { PathKind } from '@crosswalk/segment';
import { acceptancesOf, countOf, type SourceAcceptance } from './acceptances.ts';
import { type Answer, busy, inDoubt, notGzip, notJson, taken, tooFast, tooLarge, unknownKey } from './answer.ts';
import { inflate } from './inflate.ts';
import type { Keyring } from './keyring.ts';
import type { Pace } from './pace.ts';
import { parseBody } from './parse-body.ts';

/** A request of an SDK, as it came over the wire. */
export interface SdkRequest {
  readonly kind: PathKind;
  readonly body: Buffer;
  readonly keys: readonly (string | undefined)[];
  readonly ip: string;
  readonly fromPage: boolean;
}

/** Notes for the log; they name sources and codes, never keys or people. */
export type Note = (facts: Readonly<Record<string, unknown>>, message: string) => void;

/** analytics-node gives up after 10 s, and then sends again what we may have taken. */
const longestMs = 8_000;

/** Takes in what an SDK sent: when the answer says 200, the log has every call that can be taken. Never rejects. */
export async function takeIn(
  request: SdkRequest,
  keyring: Keyring,
  log: Pick<Log, 'append'>,
  note: Note,
  pace?: Pace,
): Promise<Answer> {
  const inflated = await inflate(request.body);
  if (inflated.fault) return inflated.fault === 'too large' ? tooLarge : notGzip;
  const body = parseBody(inflated.bytes);
  if (body === undefined) return notJson;
  const receivedAt = new Date().toISOString();
  const received = { ...request, body: body.value, raw: inflated.bytes, receivedAt, newId: randomUUID };
  const acceptances = acceptancesOf(received, keyring);
  if (!acceptances) return unknownKey;
  const wait = pace ? waitFor(acceptances, keyring, pace) : 0;
  if (wait > 0) return tooFast(wait);
  try {
    for (const acceptance of acceptances) {
      const receipt = await within(longestMs, log.append(acceptance));
      if (receipt.full) return busy(receipt.retryAfterSeconds);
      const { source, refused } = acceptance;
      if (refused.length > 0)
        note({ source, refused: refused.length, codes: codesOf(refused) }, 'calls failed on ingest');
    }
    return taken;
  } catch (error) {
    note({ error: error instanceof Error ? error.message : String(error) }, 'calls could not be stored');
    return inDoubt;
  }
}

/** Seconds until all sources of a request may send again; 0 when they may now, and then its calls are counted. */
function waitFor(acceptances: readonly SourceAcceptance[], keyring: Keyring, pace: Pace): number {
  const limited = acceptances.flatMap(({ source, calls, refused }) => {
    const limit = keyring.limitOf(source);
    return limit === undefined ? [] : [{ source, limit, calls: countOf(calls) + refused.length }];
  });
  const wait = Math.max(0, ...limited.map(({ source, limit }) => pace.wait(source, limit)));
  if (wait === 0) for (const { source, limit, calls } of limited) pace.spend(source, limit, calls);
  return wait;
}

const codesOf = (refused: readonly { readonly code: string }[]) => [...new Set(refused.map(({ code }) => code))];

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`storing took longer than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
