import type { Acceptance, Refusal } from '@crosswalk/delivery';
import {
  type Call,
  type IngestFailure,
  ingestFailure,
  isObject,
  limits,
  normalise,
  type PathKind,
  readBody,
} from '@crosswalk/segment';
import { isClientSide } from './client-side.ts';
import type { Keyring, Opened } from './keyring.ts';

/** A request's body, parsed, with what is known around it. */
export interface Received {
  readonly kind: PathKind;
  readonly body: unknown;
  /** Inflated size of the body. */
  readonly bytes: number;
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
  readonly calls: readonly { readonly messageId: string; readonly call: Call }[];
  readonly refused: readonly Refusal[];
}

/**
 * What a request brings to each source, in the order of its calls: usually one source. One bad call never costs the
 * others: it is kept as refused, with Segment's code. Nothing when no key of the request belongs to a source.
 */
export function acceptancesOf(received: Received, keyring: Keyring): SourceAcceptance[] | undefined {
  const { calls, surplus, type, batch, failure } = readBody(received.body, received.kind);
  const opened = openedBy([...received.keys, keyIn(received.body)], keyring);
  const ofCalls = opened ? calls.map(() => opened) : calls.map((call) => keyring.find(keyIn(call)));
  const main = opened ?? ofCalls.find((one) => one !== undefined);
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
    else draftOf(source ?? main).refuse(fault, sent, bytes);
  }
  draftOf(main).refuseSurplus(surplus);
  if (failure) draftOf(main).refuse(failure, received.body, received.bytes);
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

/** Sizes of the calls. Counting costs time, and no call of a small body can be too large. */
function sizesOf(calls: readonly unknown[], { bytes }: Received): (at: number) => number {
  if (calls.length === 1 || bytes <= limits.callBytes) return () => bytes;
  return (at) => sizeOf(calls[at]);
}

/** JSON of what was sent; what is nested too deep to be written again is named instead. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '"(nested too deep to be shown)"';
  }
}

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
    const excerpt = Buffer.from(textOf(sent).slice(0, 1024)).subarray(0, 1024).toString('utf8');
    this.refused.push({ ...failure, excerpt, bytes });
  }

  refuseSurplus(surplus: readonly unknown[]): void {
    for (const sent of surplus.slice(0, mostSurplus)) this.refuse(ingestFailure('batch_too_long'), sent, sizeOf(sent));
    const more = surplus.slice(mostSurplus);
    if (more.length > 0) this.refuse(ingestFailure('batch_too_long', `and ${more.length} more`), more[0], sizeOf(more));
  }

  finished(): SourceAcceptance {
    const { source, skip } = this.opened;
    const destinations = source.destinations.map(({ destination }) => destination.name);
    return { source: source.name, destinations, calls: this.calls, refused: this.refused, ...(skip && { skip }) };
  }
}
