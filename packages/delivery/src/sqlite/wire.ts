import { type Batch, type BatchKey, batchOfBytes, bytesOf, type Member } from '../batch.ts';
import type { Outlet, Seq } from '../call.ts';
import type { Change, OpenBatch } from '../ledger.ts';
import type { Acceptance, AsSent, Refusal, Waiting } from '../log.ts';
import type { Content } from './requests.ts';

/**
 * A batch between a thread that delivers and the store's: members are text already and bodies bytes, so that the store need
 * not look into them, with what it must know of the members in numbers.
 */
export interface WireBatch extends BatchKey {
  readonly operation: string;
  readonly version: string;
  readonly elseAnew: boolean;
  readonly members: string;
  readonly bodies: Uint8Array<ArrayBuffer>;
  /** Of each member: seq, part, and 1 when no request of the call follows, else 0. */
  readonly marks: Float64Array<ArrayBuffer>;
}

export type WireChange =
  | { readonly kind: 'send'; readonly batch: WireBatch }
  | { readonly kind: 'split'; readonly batch: BatchKey; readonly into: readonly WireBatch[] }
  | Exclude<Change, { readonly kind: 'send' | 'split' }>;

/** A written batch, with what was tried. */
export interface WireOpen extends Omit<OpenBatch, 'batch'> {
  readonly batch: WireBatch;
}

/** A request of a client: its calls as bytes. */
export interface WireAcceptance extends Omit<Acceptance, 'calls' | 'refused'> {
  readonly note: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly messageIds: readonly (string | undefined)[];
  readonly refused: readonly Refusal[];
}

/** What waits of a request at one outlet, as bytes. */
export interface WireRequest extends Outlet, Content {
  readonly first: Seq;
  readonly at: number;
  /** Places of the calls that wait. */
  readonly places: readonly number[];
  /** By place: how many requests of the call arrived, where these are any. */
  readonly parts: ReadonlyMap<number, number>;
}

/** The same, or one revived call. */
export type WireWaiting = WireRequest | { readonly revived: Omit<Waiting, 'replay'>; readonly replay: WireReplay };

export type WireReplay =
  | Exclude<NonNullable<Waiting['replay']>, { readonly kind: 'resent' }>
  | { readonly kind: 'resent'; readonly batch: WireBatch };

/** Of each member in `marks`. */
export const markSize = 3;

export function toWire(batch: Batch): WireBatch {
  const { id, source, destination, operation, version, members, elseAnew = false } = batch;
  const marks = new Float64Array(members.length * markSize);
  let at = 0;
  for (const { seq, part, last } of members) {
    marks[at++] = seq;
    marks[at++] = part;
    marks[at++] = last ? 1 : 0;
  }
  const written = { members: JSON.stringify(members), bodies: bytesOf(batch) };
  return { id, source, destination, operation, version, elseAnew, ...written, marks };
}

export function fromWire({ marks: _, elseAnew, members, bodies, ...rest }: WireBatch): Batch {
  const batch = { ...rest, members: JSON.parse(members) as Member[], ...(elseAnew && { elseAnew: true as const }) };
  return batchOfBytes(batch, bodies);
}

export function changeToWire(change: Change): WireChange {
  if (change.kind === 'send') return { kind: 'send', batch: toWire(change.batch) };
  if (change.kind === 'split') return { kind: 'split', batch: keyOf(change.batch), into: change.into.map(toWire) };
  // A whole batch may stand where its key is asked for; its bodies stay here.
  if (change.kind === 'fate') return { ...change, outlet: outletOf(change.outlet) };
  return { ...change, batch: keyOf(change.batch) };
}

function keyOf({ id, source, destination }: BatchKey): BatchKey {
  return { id, source, destination };
}

function outletOf({ source, destination }: Outlet): Outlet {
  return { source, destination };
}

export function acceptanceToWire({ calls, refused = [], ...rest }: Acceptance): WireAcceptance {
  if (isAsSent(calls)) return { ...rest, ...calls, bytes: ownBytes(calls.bytes), refused };
  const messageIds = calls.map(({ messageId }) => messageId);
  const bytes = new TextEncoder().encode(JSON.stringify(calls.map(({ call }) => call)));
  return { ...rest, note: null, bytes, messageIds, refused };
}

function isAsSent(calls: Acceptance['calls']): calls is AsSent {
  return 'bytes' in calls;
}

/** Bytes that nobody shares: a small Buffer lies among others in one pool, and giving it away would take the others along. */
function ownBytes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
