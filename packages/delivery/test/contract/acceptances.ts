import type { Acceptance, AsSent, Batch, CallData, Outlet, Seq, Store } from '../../src/index.ts';

export const web = { source: 'web', destination: 'connect' };
export const shop = { source: 'shop', destination: 'connect' };

/** A track of a user; ids count up by name: `m1` is the first. */
export function track(messageId: string, userId = 'peter'): CallData {
  return { type: 'track', event: 'Signed Up', messageId, userId };
}

/** A request with calls of these messageIds. */
export function request(messageIds: readonly string[], more: Partial<Acceptance> = {}): Acceptance {
  const calls = messageIds.map((messageId) => ({ messageId, call: track(messageId) }));
  return { source: 'web', destinations: ['connect'], calls, ...more };
}

/** A batch of whole calls, sent as `track`. */
export function batchOf(id: string, calls: readonly [Seq, string][], more: Partial<Batch> = {}): Batch {
  const members = calls.map(([seq, messageId]) => ({ seq, messageId, part: 0, last: true, lanes: ['peter'] }));
  const bodies = calls.map(([, messageId]) => ({ user_id: 'peter', event: messageId }));
  return { ...web, id, operation: 'track', version: '1.0.0', members, bodies, ...more };
}

/** Calls as sent: a line each; nothing where none is taken in. */
export function asSent(messageIds: readonly (string | undefined)[], userId = 'peter'): AsSent {
  const lines = messageIds.map((messageId) => JSON.stringify(messageId === undefined ? 0 : track(messageId, userId)));
  return { bytes: new TextEncoder().encode(lines.join('\n')), note: 'a request', messageIds };
}

/** Reads calls as `asSent` wrote them; the event tells where a call stood. */
export function readLines(bytes: Uint8Array, note: string): (CallData | undefined)[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.map((line, at) => (line === '0' ? undefined : { ...JSON.parse(line), event: `line ${at} of ${note}` }));
}

export const skipped = { status: 'skipped', code: 'C', reason: 'r' } as const;
export const delivered = { status: 'delivered', deliveryId: 'b', version: '1.0.0' } as const;
export const rejected = { status: 'dead', code: 'MESSAGE_REJECTED', reason: 'answer 400' } as const;

/** The seq of the first call that waits at an outlet. */
export async function firstSeq(store: Store, outlet: Outlet): Promise<Seq> {
  const [first] = await store.read([outlet], 0, 1);
  return first!.seq;
}
