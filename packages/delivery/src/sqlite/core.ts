import type { DatabaseSync } from 'node:sqlite';
import type { Outlet, Seq } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { Backlog, Counts, Page, Revival, Selection, Story, Tally, Trace } from '../ledger.ts';
import type { ReadCalls, Receipt, Refusal } from '../log.ts';
import type { Limits } from '../store.ts';
import { StoreTime } from '../store-time.ts';
import { Claims } from './claims.ts';
import { Deliveries } from './deliveries.ts';
import { Doubts } from './doubts.ts';
import { Erasing } from './erasing.ts';
import { KnownIds } from './known-ids.ts';
import { Looking } from './looking.ts';
import { Names } from './names.ts';
import { Numbers } from './numbers.ts';
import { Places } from './places.ts';
import { Reading } from './reading.ts';
import { Requests } from './requests.ts';
import { State } from './state.ts';
import { TakingIn } from './taking-in.ts';
import type { WireAcceptance, WireChange, WireOpen, WireWaiting } from './wire.ts';

export interface CoreOptions {
  readonly db: DatabaseSync;
  readonly limits: Limits;
  readonly readCalls: ReadCalls;
  readonly clock: Clock;
}

/** Work that pauses, so that others get their turn. Between two pauses it leaves everything as it should be. */
export type Slow<T> = Generator<undefined, T>;

/**
 * The store over an open database, all in one thread. Whoever calls it opens a transaction before, and afterwards either calls
 * `save` and commits, or rolls back and calls `reload`.
 */
export class Core {
  private readonly parts;
  private readonly time: StoreTime;
  private readonly takingIn: TakingIn;
  private readonly reading: Reading;
  private readonly looking: Looking;
  private readonly erasing: Erasing;
  private readonly statements;
  /** Sources at which calls wait since the last commit. */
  private news = new Set<string>();

  constructor({ db, limits, readCalls, clock }: CoreOptions) {
    const names = new Names(db);
    const numbers = new Numbers(db);
    const requests = new Requests(db, names, readCalls);
    const places = new Places(db, requests);
    const claims = new Claims(db);
    const doubts = new Doubts(db);
    const known = new KnownIds(db, requests, limits.knownMs);
    const base = { db, names, numbers, requests, places, claims, doubts, known };
    const deliveries = new Deliveries(base);
    this.reading = new Reading({ ...base, deliveries });
    this.parts = { ...base, deliveries, reading: this.reading };
    this.takingIn = new TakingIn(this.parts, limits);
    this.looking = new Looking(this.parts);
    this.erasing = new Erasing(this.parts, limits);
    this.time = new StoreTime(clock, numbers.get('newest time') || undefined);
    this.statements = {
      refused: db.prepare('SELECT at, source, refusal FROM refusals ORDER BY id DESC LIMIT ?'),
      check: db.prepare('REPLACE INTO checks VALUES (1, zeroblob(?))'),
    };
    deliveries.reload();
  }

  append(acceptance: WireAcceptance): Receipt {
    const receipt = this.takingIn.append(acceptance, this.now());
    if (!acceptance.skip && !receipt.full && receipt.accepted > 0) this.news.add(acceptance.source);
    return receipt;
  }

  read(outlets: readonly Outlet[], after: Seq, most: number): WireWaiting[] {
    return this.reading.read(outlets, after, most);
  }

  commit(outlet: Outlet, upTo: Seq): void {
    this.reading.commit(outlet, upTo);
  }

  record(changes: readonly WireChange[]): void {
    const now = this.now();
    for (const change of changes) {
      for (const source of this.parts.deliveries.make(change, now)) this.news.add(source);
    }
  }

  open(outlets: readonly Outlet[]): WireOpen[] {
    const { claims } = this.parts;
    const own = outlets.flatMap((outlet) => claims.of(outlet)).sort((a, b) => a.row - b.row);
    return own.map((claim) => claims.wire(claim));
  }

  find(messageId: string): Story[] {
    return this.looking.find(messageId);
  }

  select(selection: Selection, page: Page): Slow<Story[]> {
    return this.looking.select(selection, page);
  }

  tally(selection: Selection): Slow<Tally[]> {
    return this.looking.tally(selection);
  }

  counts(): Counts {
    const { numbers } = this.parts;
    const inFlight = this.looking.countFlying();
    const of = (...names: ('accepted' | 'duplicates' | 'refused' | 'delivered' | 'skipped' | 'dead' | 'forgotten')[]) =>
      Object.fromEntries(names.map((name) => [name, numbers.get(name)])) as Record<(typeof names)[number], number>;
    const counted = of('accepted', 'duplicates', 'refused', 'delivered', 'skipped', 'dead', 'forgotten');
    return { ...counted, waiting: numbers.allUndelivered() - inFlight, inFlight };
  }

  backlog(): Backlog[] {
    return this.looking.backlog(this.time.now());
  }

  refused(most: number): (Refusal & { source: string; at: number })[] {
    const rows = this.statements.refused.all(most) as { at: number; source: string; refusal: string }[];
    return rows.map(({ at, source, refusal }) => ({ ...(JSON.parse(refusal) as Refusal), source, at }));
  }

  revive(calls: readonly { readonly seq: Seq; readonly destination: string }[], how: Revival): number {
    const { places, deliveries } = this.parts;
    let revived = 0;
    for (const { seq, destination } of calls) {
      const slot = places.ofCall(seq, destination);
      const count = slot && slot.kept.states[slot.index] !== State.none ? deliveries.revive(slot, how) : 0;
      if (count > 0) this.news.add(slot!.source);
      revived += count;
    }
    return revived;
  }

  trace(user: string): Slow<Trace> {
    return this.erasing.trace(user);
  }

  forget(trace: Trace): Slow<number> {
    return this.erasing.forget(trace);
  }

  prune(): Slow<number> {
    return this.erasing.prune(this.time.now());
  }

  check(bytes: number): void {
    this.statements.check.run(bytes);
  }

  /** Writes what was changed in memory; the transaction can be committed then. */
  save(): void {
    const { claims, requests, numbers } = this.parts;
    claims.save();
    requests.save();
    numbers.save();
  }

  /** Sources at which calls wait since this was last asked; to be asked after a commit. */
  takeNews(): readonly string[] {
    const news = [...this.news];
    this.news = new Set();
    return news;
  }

  /** After a transaction was rolled back. */
  reload(): void {
    const { names, numbers, requests, claims, known, deliveries, reading } = this.parts;
    this.news = new Set();
    for (const part of [names, numbers, requests, claims, known, deliveries, reading]) part.reload();
  }

  /** The store's time never goes back, nor does it after a restart. */
  private now(): number {
    const now = this.time.now();
    this.parts.numbers.set('newest time', now);
    return now;
  }
}
