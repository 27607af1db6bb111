import type { Acceptance, AsSent, Refusal } from '@crosswalk/delivery';
import {
  type Call,
  type IngestFailure,
  ingestFailure,
  isObject,
  isSurelyWithin,
  limits,
  messageIdOf,
  normalise,
  type PathKind,
  type RequestBody,
  readBody,
  refusals,
} from '@crosswalk/segment';
import { isClientSide } from './client-side.ts';
import type { Keyring, Opened } from './keyring.ts';
import type { RequestNote } from './read-calls.ts';

/** A request's body, parsed, with what is known around it. */
export interface Received {
  readonly kind: PathKind;
  readonly body: unknown;
  /** The body as it came, inflated. */
  readonly raw: Buffer;
  /** Write keys given beside the body, the most telling first. */
  readonly keys: readonly (string | undefined)[];
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly ip: string;
  /** A page of a browser sent it. */
  readonly fromPage: boolean;
  readonly newId: () => string;
}

/** What a request brings to one source. */
export interface SourceAcceptance extends Acceptance {
  readonly calls: readonly { readonly messageId: string; readonly call: Call }[] | AsSent;
  readonly refused: readonly Refusal[];
}

/** How many calls are taken in. */
export function countOf(calls: SourceAcceptance['calls']): number {
  return 'bytes' in calls ? calls.messageIds.filter((messageId) => messageId !== undefined).length : calls.length;
}

/**
 * What a request brings to each source, in the order of its calls: usually one source. One bad call never costs the
 * others: it is kept as refused, with Segment's code. Nothing when no key of the request belongs to a source.
 */
export function acceptancesOf(received: Received, keyring: Keyring): SourceAcceptance[] | undefined {
  const body = readBody(received.body, received.kind);
  const opened = openedBy([...received.keys, keyIn(received.body)], keyring);
  return opened ? [ofOneSource(body, received, opened)] : bySource(body, received, keyring);
}

/** The usual case: the calls are kept as they came, and made when they are delivered. */
function ofOneSource(
  { calls, surplus, type, batch, failure }: RequestBody,
  received: Received,
  opened: Opened,
): SourceAcceptance {
  const { kind, raw, receivedAt, ip, fromPage, newId } = received;
  const draft = new Draft(opened);
  const refusal = refusals({ receivedAt, newId, type, batch });
  const sizes = sizesOf(calls, received);
  const minted: Record<number, string> = {};
  const messageIds = calls.map((sent, place) => {
    const bytes = sizes(place);
    const fault = refusal(sent, bytes);
    if (fault) {
      draft.refuse(fault, sent, bytes ?? sizeOf(sent));
      return undefined;
    }
    const own = messageIdOf(sent);
    if (own === undefined) minted[place] = newId();
    return own ?? minted[place];
  });
  draft.refuseSurplus(surplus);
  if (failure) draft.refuse(failure, received.body, raw.length);
  const note: RequestNote = { kind, receivedAt, ip, fromPage, minted };
  // What came over a socket is shared with no thread.
  return draft.finished({ bytes: raw as Buffer<ArrayBuffer>, note: JSON.stringify(note), messageIds });
}

/** Each call names its source by a key of its own. */
function bySource(
  { calls, surplus, type, batch, failure }: RequestBody,
  received: Received,
  keyring: Keyring,
): SourceAcceptance[] | undefined {
  const ofCalls = calls.map((call) => keyring.find(keyIn(call)));
  const main = ofCalls.find((one) => one !== undefined);
  if (!main) return undefined;
  const drafts = new Map<Opened, Draft>([[main, new Draft(main)]]);
  const draftOf = (one: Opened) => drafts.get(one) ?? drafts.set(one, new Draft(one)).get(one)!;
  const sizes = sizesOf(calls, received);
  for (const [at, sent] of calls.entries()) {
    const bytes = sizes(at);
    const source = ofCalls[at];
    const ip = isClientSide(sent, batch?.context, received.fromPage) ? received.ip : undefined;
    const { call, failure: fault } = source
      ? normalise(sent, { ...received, type, batch, bytes, ip })
      : { failure: ingestFailure('unknown_source') };
    if (call) draftOf(source!).take(call);
    else draftOf(source ?? main).refuse(fault, sent, bytes ?? sizeOf(sent));
  }
  draftOf(main).refuseSurplus(surplus);
  if (failure) draftOf(main).refuse(failure, received.body, received.raw.length);
  return [...drafts.values()].map((draft) => draft.finished());
}

function openedBy(keys: readonly (string | undefined)[], keyring: Keyring): Opened | undefined {
  for (const key of keys) {
    const opened = keyring.find(key);
    if (opened) return opened;
  }
  return undefined;
}

function keyIn(value: unknown): string | undefined {
  return isObject(value) && typeof value.writeKey === 'string' ? value.writeKey : undefined;
}

/** Sizes of the calls, as far as they are known without writing those that cannot be too large. */
function sizesOf(calls: readonly unknown[], { raw: { length: bytes } }: Received): (at: number) => number | undefined {
  if (calls.length === 1) return () => bytes;
  if (bytes <= limits.callBytes) return () => undefined;
  return (at) => (isSurelyWithin(limits.callBytes, calls[at]) ? undefined : sizeOf(calls[at]));
}

/** JSON of what was sent; what is nested too deep to be written again is named instead. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '"(nested too deep to be shown)"';
  }
}

/** A write key is the source's, and not the call's. */
const withoutKey = (sent: unknown) =>
  isObject(sent) && Object.hasOwn(sent, 'writeKey') ? { ...sent, writeKey: undefined } : sent;

const sizeOf = (value: unknown) => Buffer.byteLength(textOf(value));

/** Of calls behind the last one that a batch may hold, this many are told one by one. */
const mostSurplus = 2500;

class Draft {
  private readonly opened: Opened;
  private readonly calls: { messageId: string; call: Call }[] = [];
  private readonly refused: Refusal[] = [];

  constructor(opened: Opened) {
    this.opened = opened;
  }

  take(call: Call): void {
    this.calls.push({ messageId: call.messageId, call });
  }

  refuse(failure: IngestFailure, sent: unknown, bytes: number): void {
    // A kilobyte of text in UTF-16 is never shorter than one in UTF-8.
    const excerpt = Buffer.from(textOf(withoutKey(sent)).slice(0, 1024))
      .subarray(0, 1024)
      .toString('utf8');
    this.refused.push({ ...failure, excerpt, bytes });
  }

  refuseSurplus(surplus: readonly unknown[]): void {
    for (const sent of surplus.slice(0, mostSurplus)) this.refuse(ingestFailure('batch_too_long'), sent, sizeOf(sent));
    const more = surplus.slice(mostSurplus);
    if (more.length > 0) this.refuse(ingestFailure('batch_too_long', `and ${more.length} more`), more[0], sizeOf(more));
  }

  finished(calls: SourceAcceptance['calls'] = this.calls): SourceAcceptance {
    const { source, skip } = this.opened;
    const destinations = source.destinations.map(({ destination }) => destination.name);
    return { source: source.name, destinations, calls, refused: this.refused, ...(skip && { skip }) };
  }
}
