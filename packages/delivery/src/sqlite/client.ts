import type { MessagePort } from 'node:worker_threads';
import type { CallData, Outlet, Seq } from '../call.ts';
import type { Change, Page, Revival, Selection, Trace } from '../ledger.ts';
import type { Acceptance, ReadCalls, Waiting } from '../log.ts';
import type { Store } from '../store.ts';
import { type Answered, type Asked, type Method, type Service, type Told, transferIn, type Watch } from './protocol.ts';
import { type Content, callsIn } from './requests.ts';
import { acceptanceToWire, changeToWire, fromWire, type WireRequest, type WireWaiting } from './wire.ts';

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A store that lives in another thread. */
export class StoreClient implements Store {
  private readonly port: MessagePort;
  private readonly readCalls: ReadCalls;
  private readonly pending = new Map<number, Pending>();
  private readonly watchers = new Set<(sources: readonly string[]) => void>();
  private outbox: Asked[] = [];
  private transfers: ArrayBuffer[] = [];
  private lastId = 0;
  private isClosed = false;
  /** The request that was read last, as a portion may end within one. */
  private lastRead: { readonly first: Seq; readonly calls: readonly (CallData | undefined)[] } | undefined;

  constructor(port: MessagePort, readCalls: ReadCalls) {
    this.port = port;
    this.readCalls = readCalls;
    port.on('message', (told: Told) => this.hear(told));
    port.on('close', () => this.end());
  }

  append(acceptance: Acceptance) {
    return this.ask('append', acceptanceToWire(acceptance));
  }

  async read(outlets: readonly Outlet[], after: Seq, most: number): Promise<readonly Waiting[]> {
    const found = await this.ask('read', outlets.map(outletOf), after, most);
    return found.flatMap((one) => this.waitingIn(one)).sort((a, b) => a.seq - b.seq);
  }

  commit(outlet: Outlet, upTo: Seq) {
    return this.ask('commit', outletOf(outlet), upTo);
  }

  watch(listener: (sources: readonly string[]) => void): () => void {
    if (this.watchers.size === 0) this.port.postMessage({ watches: true } satisfies Watch);
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  }

  record(changes: readonly Change[]) {
    return this.ask('record', changes.map(changeToWire));
  }

  async open(outlets: readonly Outlet[]) {
    const open = await this.ask('open', outlets.map(outletOf));
    return open.map(({ batch, ...tried }) => ({ batch: fromWire(batch), ...tried }));
  }

  find(messageId: string) {
    return this.ask('find', messageId);
  }

  select(selection: Selection, page: Page) {
    return this.ask('select', selection, page);
  }

  async count(selection: Selection): Promise<number> {
    const tallies = await this.ask('tally', selection);
    return tallies.reduce((sum, { count }) => sum + count, 0);
  }

  tally(selection: Selection) {
    return this.ask('tally', selection);
  }

  counts() {
    return this.ask('counts');
  }

  backlog() {
    return this.ask('backlog');
  }

  refused(most: number) {
    return this.ask('refused', most);
  }

  revive(calls: readonly { readonly seq: Seq; readonly destination: string }[], how: Revival) {
    return this.ask('revive', calls, how);
  }

  trace(user: string) {
    return this.ask('trace', user);
  }

  forget(trace: Trace) {
    return this.ask('forget', trace);
  }

  prune() {
    return this.ask('prune');
  }

  check(bytes: number) {
    return this.ask('check', bytes);
  }

  async close(): Promise<void> {
    this.flush();
    this.port.close();
    this.end();
  }

  /** What is asked for in one turn of the event loop goes as one message. */
  private ask<M extends Method>(method: M, ...args: Parameters<Service[M]>): Promise<ReturnType<Service[M]>> {
    if (this.isClosed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      if (this.outbox.length === 0) setImmediate(() => this.flush());
      this.outbox.push({ id, method, args } as Asked);
      this.transfers.push(...transferIn(method, args));
    });
  }

  private flush(): void {
    const { outbox, transfers } = this;
    this.outbox = [];
    this.transfers = [];
    if (outbox.length === 0 || this.isClosed) return;
    try {
      this.port.postMessage(outbox, transfers);
    } catch (error) {
      // What cannot go to another thread is a mistake of whoever asked.
      for (const { id } of outbox) this.answer({ id, error: (error as Error).message });
    }
  }

  private hear({ answers, news }: Told): void {
    for (const answer of answers) this.answer(answer);
    if (news.length > 0) for (const watcher of this.watchers) watcher(news);
  }

  private answer({ id, value, error }: Answered): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (error === undefined) pending?.resolve(value);
    else pending?.reject(new Error(error));
  }

  private end(): void {
    this.isClosed = true;
    for (const { reject } of this.pending.values()) reject(closed());
    this.pending.clear();
  }

  private waitingIn(wire: WireWaiting): Waiting[] {
    if ('revived' in wire) {
      const { revived, replay } = wire;
      return [{ ...revived, replay: replay.kind === 'resent' ? { ...replay, batch: fromWire(replay.batch) } : replay }];
    }
    const callAt = (place: number) => this.callsOf(wire)[place]!;
    return wire.places.map((place) => new ReadCall(wire, place, callAt));
  }

  /** Calls are made when they are looked at, a request's at a time: those of one are garbage before the next are made. */
  private callsOf(request: Content & { readonly first: Seq }): readonly (CallData | undefined)[] {
    if (this.lastRead?.first !== request.first) {
      this.lastRead = { first: request.first, calls: callsIn(request, this.readCalls) };
    }
    return this.lastRead.calls;
  }
}

/** A waiting call of a request that was read. */
class ReadCall implements Waiting {
  readonly seq: Seq;
  readonly request: Seq;
  readonly source: string;
  readonly destination: string;
  readonly acceptedAt: number;
  readonly part: number;
  readonly #place: number;
  readonly #callAt: (place: number) => CallData;

  constructor(request: WireRequest, place: number, callAt: (place: number) => CallData) {
    this.seq = request.first + place;
    this.request = request.first;
    this.source = request.source;
    this.destination = request.destination;
    this.acceptedAt = request.at;
    this.part = request.parts.get(place) ?? 0;
    this.#place = place;
    this.#callAt = callAt;
  }

  get call(): CallData {
    return this.#callAt(this.#place);
  }

  get messageId(): string {
    return String(this.call.messageId);
  }
}

function closed(): Error {
  return new Error('the store is closed');
}

/** A configured outlet holds functions, which cannot go to another thread. */
function outletOf({ source, destination }: Outlet): Outlet {
  return { source, destination };
}
