import type { Diagnostic } from '@crosswalk/diagnostics';
import {
  type Answer,
  type CallData,
  type ConfiguredOutlet,
  Deliverer,
  type DeliveryEvent,
  type Destination,
  type HttpRequest,
  memoryStore,
  type Outcome,
  type Store,
  type Tuning,
} from '../src/index.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a request carried, read back. */
export interface Sent {
  readonly at: number;
  readonly id: string;
  readonly key: string;
  readonly operation: string;
  readonly bodies: readonly Body[];
}

export interface Body {
  readonly messageId: string;
  readonly user: string;
}

/** A destination with an `identify` and a `track`, at most 10 in a batch; judges as Connect's mapping does. */
export const connect: Destination = {
  name: 'connect',
  version: '1.0.0',
  operations: { identify: { batch: {}, most: 10 }, track: { batch: {}, most: 10 } },
  map: (event) => outcomeOf(event as CallData),
  pack: (operation, bodies, { settings, deliveryId }) => ({
    method: 'POST',
    url: `https://connect.example/${operation}`,
    headers: { 'x-id': deliveryId, 'x-key': String(settings.apiKey) },
    body: bodies.bytes,
  }),
  judge({ status, error }) {
    if (status === undefined) return error === 'unresolved' ? 'hold' : 'retry';
    if (status < 300) return 'done';
    if (status === 408 || status === 425 || status === 429 || status >= 500) return 'retry';
    return status < 400 || [401, 403, 404, 405].includes(status) ? 'hold' : 'split';
  },
};

function outcomeOf(call: CallData): Outcome {
  const body: Body = { messageId: String(call.messageId), user: String(call.userId ?? call.anonymousId) };
  switch (call.type) {
    case 'identify':
    case 'alias':
      return { status: 'mapped', requests: [{ operation: 'identify', body }] };
    case 'track':
      return { status: 'mapped', requests: [{ operation: 'track', body }] };
    case 'both':
      return { status: 'mapped', requests: ['identify', 'track'].map((operation) => ({ operation, body })) };
    case 'wrong':
      return { status: 'rejected', errors: [{ code: 'R401', message: 'user_id is required' }] };
    default:
      return { status: 'skipped', reason: `No rule takes a ${call.type}` };
  }
}

export function outletOf(source: string, apiKey = 'key', program = connect): ConfiguredOutlet {
  return { source, destination: 'connect', environment: `connect.example ${apiKey}`, program, settings: { apiKey } };
}

/** What the destination answers; nothing: 200. A promise may take its (virtual) time. */
export type Script = (sent: Sent, tries: number) => Answer | Promise<Answer> | undefined;

export interface Options {
  readonly script?: Script;
  readonly tuning?: Partial<Tuning>;
  readonly outlets?: readonly ConfiguredOutlet[];
  readonly clock?: VirtualClock;
  readonly store?: Store;
}

/** A deliverer with a scripted destination, on a virtual clock; without a reorder window unless the tuning tells one. */
export async function delivery(options: Options = {}) {
  const clock = options.clock ?? new VirtualClock();
  const store = options.store ?? memoryStore({ clock });
  const sent: Sent[] = [];
  const events: DeliveryEvent[] = [];
  const reports: Diagnostic[] = [];
  const tries = new Map<string, number>();
  let ids = 0;
  const send = async (request: HttpRequest): Promise<Answer> => {
    const id = request.headers['x-id']!;
    const bodies = JSON.parse(new TextDecoder().decode(request.body as Uint8Array)) as Body[];
    const operation = request.url.split('/').at(-1)!;
    const one: Sent = { at: clock.monotonic(), id, key: request.headers['x-key']!, operation, bodies };
    sent.push(one);
    tries.set(id, (tries.get(id) ?? 0) + 1);
    return (await options.script?.(one, tries.get(id)!)) ?? { status: 200 };
  };
  const deliverer = new Deliverer({
    store,
    send,
    clock,
    random: () => 0.5,
    newId: () => `batch-${++ids}`,
    tuning: { reorderMs: 0, ...options.tuning },
    observe: (event) => events.push(event),
    report: (diagnostic) => reports.push(diagnostic),
  });
  await deliverer.configure(options.outlets ?? [outletOf('web')]);
  /** Appends calls as one request of a client. */
  const accept = async (calls: readonly CallData[], source = 'web') => {
    const named = calls.map((call) => ({ messageId: String(call.messageId), call }));
    await store.append({ source, destinations: ['connect'], calls: named });
  };
  const stateOf = async (messageId: string) => (await store.find(messageId))[0]!.deliveries[0]!;
  return { clock, store, sent, events, reports, deliverer, accept, stateOf };
}

export function track(messageId: string, userId: string | number = 'peter', more: CallData = {}): CallData {
  return { type: 'track', messageId, userId, ...more };
}

/** A call of a page: the client's own time is so many milliseconds after its start. */
export function page(messageId: string, at: number, more: CallData = {}): CallData {
  const originalTimestamp = new Date(Date.UTC(2026, 10, 23, 9) + at).toISOString();
  return track(messageId, 'peter', { anonymousId: 'a', originalTimestamp, ...more });
}

/** Messages of all requests, in the order of sending. */
export const arrived = (sent: readonly Sent[]) => sent.flatMap((one) => one.bodies.map((body) => body.messageId));

/** Answers later, in virtual time. */
export const after = (clock: VirtualClock, ms: number, answer: Answer) =>
  new Promise<Answer>((resolve) => clock.after(ms, () => resolve(answer)));
