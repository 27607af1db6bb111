import { type Call, isAbsent, isObject, type JsonObject } from './call.ts';
import { isDeeperThan } from './depth.ts';
import { type IngestFailure, ingestFailure } from './failure.ts';
import { limits } from './limits.ts';
import { correctClock } from './time.ts';
import { idFieldsOf, whyRefused } from './validity.ts';

/** What is known of a call from outside of it. */
export interface NormaliseContext {
  /** When the server took it, ISO 8601. */
  readonly receivedAt: string;
  /** Mints a messageId for a call that has none. */
  readonly newId: () => string;
  /** The type that the path tells; a call's own type wins. */
  readonly type?: string | undefined;
  /** What stands beside the calls of a batch and holds for each of them. */
  readonly batch?: BatchFields | undefined;
  /** The call's size as sent, when known; over 32 KB it fails. */
  readonly bytes?: number | undefined;
  /** The sender's address, given for calls of pages and devices only: it becomes `context.ip` where that is absent. */
  readonly ip?: string | undefined;
}

export interface BatchFields {
  readonly context?: unknown;
  readonly integrations?: unknown;
  readonly sentAt?: unknown;
}

export type Normalised =
  | { readonly call: Call; readonly failure?: never }
  | { readonly failure: IngestFailure; readonly call?: never };

/**
 * Makes one call as sent into a call as the rest of Crosswalk sees it, or says with Segment's code why it is refused.
 * Never throws, never changes what was sent; the parts inside (traits, properties ...) are shared, not copied.
 */
export function normalise(sent: unknown, context: NormaliseContext): Normalised {
  try {
    return isObject(sent) ? normaliseObject(sent, context) : { failure: ingestFailure('call_not_object') };
  } catch {
    // JSON has no getters that throw and no revoked proxies; a caller in JavaScript may.
    return { failure: ingestFailure('call_not_object', 'it cannot be read as data') };
  }
}

/**
 * Tells of each call of a request why `normalise` would refuse it, without making the call: for those who answer now and make
 * the calls later. Nothing for a call that it would take.
 */
export function refusals(context: NormaliseContext): (sent: unknown, bytes?: number) => IngestFailure | undefined {
  const { context: batchContext, integrations, sentAt } = context.batch ?? {};
  const isDeepBatch = isDeeperThan({ batchContext, integrations, sentAt }, limits.depth);
  return (sent, bytes) => {
    if (!isObject(sent)) return ingestFailure('call_not_object');
    const type = isAbsent(sent.type) ? context.type : sent.type;
    const failure = failureOf(sent, type, bytes);
    if (failure) return about(failure, sent, type);
    // How deep a call is shows when it is made; that of the usual one shows before.
    const isPlain = !isDeepBatch && !isDeeperThan(sent, limits.depth);
    return isPlain ? undefined : normalise(sent, { ...context, bytes }).failure;
  };
}

function normaliseObject(sent: JsonObject, context: NormaliseContext): Normalised {
  const type = isAbsent(sent.type) ? context.type : sent.type;
  const failure = failureOf(sent, type, context.bytes);
  if (failure) return { failure: about(failure, sent, type) };
  const call = build(sent, type, context);
  return isDeeperThan(call, limits.depth) ? { failure: about(ingestFailure('call_too_deep'), sent, type) } : { call };
}

function failureOf(sent: JsonObject, type: unknown, bytes: number | undefined): IngestFailure | undefined {
  if (bytes !== undefined && bytes > limits.callBytes) return ingestFailure('call_too_large', `${bytes} bytes`);
  return whyRefused(type, sent) ?? whyNotIdentified(sent.messageId);
}

/** The messageId of a call that has one, as `normalise` gives it. */
export function messageIdOf(sent: unknown): string | undefined {
  return isObject(sent) && !isAbsent(sent.messageId) ? String(sent.messageId) : undefined;
}

function whyNotIdentified(messageId: unknown): IngestFailure | undefined {
  if (isAbsent(messageId) || typeof messageId === 'number') return undefined;
  if (typeof messageId !== 'string') return ingestFailure('message_id_not_string');
  return messageId.length > limits.messageId ? ingestFailure('message_id_too_long') : undefined;
}

function about(failure: IngestFailure, sent: JsonObject, type: unknown): IngestFailure {
  const messageId = sent.messageId;
  return {
    ...failure,
    ...(typeof messageId === 'string' && messageId.length <= limits.messageId && { messageId }),
    ...(typeof type === 'string' && { type }),
  };
}

function build(sent: JsonObject, type: unknown, context: NormaliseContext): Call {
  const { receivedAt, batch } = context;
  const sentAt = isAbsent(batch?.sentAt) ? sent.sentAt : batch!.sentAt;
  const { timestamp, originalTimestamp } = times(sent, sentAt, receivedAt);
  const messageId = isAbsent(sent.messageId) ? context.newId() : String(sent.messageId);
  const integrations = merged(batch?.integrations, sent.integrations);
  // The fields that every call has come first and in one order, so that mappings meet few shapes of objects.
  const call: Record<string, unknown> = {
    type,
    messageId,
    timestamp,
    receivedAt,
    context: withAddress(merged(batch?.context, sent.context), context.ip),
    integrations,
  };
  if (originalTimestamp !== undefined) call.originalTimestamp = originalTimestamp;
  if (!isAbsent(sentAt)) call.sentAt = sentAt;
  if (type === undefined) delete call.type;
  copyRest(sent, call, idFieldsOf(type));
  // Rudder's SDKs put the traits of an identify into its context. For a group these would be the user's, not the group's.
  if (type === 'identify' && isAbsent(call.traits)) {
    const traits = (call.context as JsonObject).traits;
    if (isObject(traits)) call.traits = traits;
  }
  return call as unknown as Call;
}

/**
 * A call with both times was already decided upon: by a server (an archived call), or by somebody who gave an explicit
 * time to Rudder's SDK. A call with one of them is corrected by it.
 */
function times(sent: JsonObject, sentAt: unknown, receivedAt: string) {
  const told = isAbsent(sent.timestamp) ? undefined : sent.timestamp;
  const original = isAbsent(sent.originalTimestamp) ? undefined : sent.originalTimestamp;
  if (told !== undefined && original !== undefined) return { timestamp: told, originalTimestamp: original };
  const own = original ?? told;
  return { timestamp: correctClock(receivedAt, sentAt, own) ?? own ?? receivedAt, originalTimestamp: own };
}

/**
 * What a batch says holds for each of its calls, and a call's own word wins, key by key and not deeper: half a device of
 * the batch and half of the call would be a third device, with one's token and the other's type.
 */
function merged(ofBatch: unknown, ofCall: unknown): JsonObject {
  if (!isObject(ofBatch)) return isObject(ofCall) ? ofCall : {};
  return isObject(ofCall) ? { ...ofBatch, ...ofCall } : ofBatch;
}

function withAddress(context: JsonObject, ip: string | undefined): JsonObject {
  return ip === undefined || !isAbsent(context.ip) ? context : { ...context, ip };
}

/** All that is not yet there, without absent ids and without the write key, which is the source's and not the call's. */
function copyRest(sent: JsonObject, call: Record<string, unknown>, idFields: readonly string[]): void {
  for (const key of Object.keys(sent)) {
    const value = sent[key];
    if (value === undefined || key === 'writeKey' || settled.has(key)) continue;
    if (idFields.includes(key) && isAbsent(value)) continue;
    if (key === '__proto__')
      Object.defineProperty(call, key, { value, enumerable: true, writable: true, configurable: true });
    else call[key] = value;
  }
}

const settled = new Set([
  'type',
  'messageId',
  'timestamp',
  'receivedAt',
  'originalTimestamp',
  'sentAt',
  'context',
  'integrations',
]);
