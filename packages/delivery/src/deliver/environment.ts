import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Answer, Verdict } from '../destination.ts';
import type { Change, Fate, Member } from '../ledger.ts';
import type { Outlet, Seq } from '../log.ts';
import { AliasRate } from './alias-rate.ts';
import { formBatch } from './batching.ts';
import { Breaker } from './breaker.ts';
import { deliveryIdOf, namespaceOf } from './delivery-id.ts';
import { countTime, type Flight, halvesOf, isNext, newFlight } from './flight.ts';
import { Lanes } from './lanes.ts';
import type { DeliveryOptions, Tuning } from './options.ts';
import type { ConfiguredOutlet } from './outlet.ts';
import { goesOn, joinedTooOften, refuses, storeFails } from './reports.ts';
import { waitBefore } from './retry.ts';

/** Calls asked of the log at a time. */
const readSize = 500;
/** Fates after which the log is told how far everything has ended. */
const commitEvery = 1000;
/** How long to wait when the store fails, in milliseconds. */
const storePause = 1000;

/**
 * Delivers the calls of the outlets that share an environment. It works in rounds: read, form batches, write down all that
 * changed, send. What comes back changes flights and lanes at once and is written in the next round, together with the
 * batches that could be formed by it; nothing is sent before it was written.
 */
export class Environment {
  readonly breaker: Breaker;
  private readonly outlets: readonly ConfiguredOutlet[];
  private readonly options: DeliveryOptions;
  private readonly tuning: Tuning;
  private readonly lanes: Lanes;
  private readonly flights = new Set<Flight>();
  /** Made and not yet written. */
  private readonly changes: Change[] = [];
  /** Flights of an earlier run whose calls have requests to follow: these must be read again. */
  private readonly returning: Flight[] = [];
  private after: Seq = 0;
  private newestAcceptedAt = Number.NEGATIVE_INFINITY;
  private hasMore = true;
  private underWay = 0;
  private endedSinceCommit = 0;
  private state: 'running' | 'closing' | 'closed' = 'running';
  private running: Promise<void> | undefined;
  private again = false;
  private takeTimerBack = () => {};
  private onQuiet = () => {};
  private readonly idleWaiters: (() => void)[] = [];

  constructor(outlets: readonly ConfiguredOutlet[], options: DeliveryOptions, tuning: Tuning) {
    this.outlets = outlets;
    this.options = options;
    this.tuning = tuning;
    this.breaker = new Breaker(tuning.slots);
    const rate = new AliasRate(tuning.aliasMost);
    const now = () => options.clock.monotonic();
    this.lanes = new Lanes({
      reorderMs: tuning.reorderMs,
      aliasMs: tuning.aliasMs,
      now,
      isJoinedTooOften: (id) => {
        const { isTooOften, isNews } = rate.add(id, now());
        if (isNews) this.tell(joinedTooOften(id));
        return isTooOften;
      },
    });
  }

  /** Goes on with what an earlier run left open, and begins. Rejects when the store can't be read. */
  async start(): Promise<void> {
    for (const { batch, tries, triedMs } of await this.options.store.open(this.outlets)) {
      const keys = new Set(batch.members.flatMap((member) => member.lanes));
      const lanes = Array.from(keys, (key) => this.lanes.get(key));
      const flight = newFlight(batch, this.outletOf(batch), lanes, [], { tries, triedMs });
      flight.state = 'ready';
      this.flights.add(flight);
      for (const lane of lanes) this.lanes.occupy(lane, flight);
    }
    this.wake();
  }

  /** Says that calls may have been appended. */
  wake(): void {
    this.hasMore = true;
    this.turn();
  }

  /** Sends nothing more; waits for what is under way, at most `graceMs`. What did not come back stays open in the ledger. */
  async close(graceMs: number): Promise<void> {
    this.state = 'closing';
    await new Promise<void>((resolve) => {
      const takeTimerBack = this.options.clock.after(graceMs, resolve);
      this.onQuiet = () => {
        takeTimerBack();
        resolve();
      };
      this.turn();
    });
    this.state = 'closed';
    this.takeTimerBack();
  }

  /** Resolves when nothing waits and nothing is open. */
  idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  get openBatches(): number {
    return this.flights.size;
  }

  private get isIdle(): boolean {
    const nothing = this.lanes.size === 0 && this.flights.size === 0 && this.changes.length === 0;
    return nothing && this.returning.length === 0 && !this.hasMore && !this.running;
  }

  private turn(): void {
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again && this.state !== 'closed') this.turn();
      else if (this.state === 'closing' && this.underWay === 0) this.onQuiet();
      else if (this.isIdle) for (const resolve of this.idleWaiters.splice(0)) resolve();
    });
  }

  private async run(): Promise<void> {
    while (this.again && this.state !== 'closed') {
      this.again = false;
      try {
        await this.round();
      } catch (error) {
        this.tell(storeFails(error));
        await new Promise<void>((resolve) => this.options.clock.after(storePause, resolve));
        this.again = true;
      }
    }
  }

  private async round(): Promise<void> {
    const isRunning = this.state === 'running';
    if (isRunning) await this.read();
    if (isRunning) this.form();
    await this.write();
    await this.takeBack();
    if (isRunning) this.launch();
    await this.commit();
    this.setTimer();
  }

  private async read(): Promise<void> {
    const now = this.options.clock.monotonic();
    while (this.hasMore && this.lanes.size < this.tuning.readAhead) {
      this.hasMore = false;
      const found = await this.options.store.read(this.outlets, this.after, readSize);
      for (const waiting of found) {
        this.lanes.add(waiting, this.outletOf(waiting));
        this.newestAcceptedAt = waiting.acceptedAt;
        this.after = waiting.seq;
      }
      if (found.length === readSize) this.hasMore = true;
    }
    this.lanes.release(now, this.newestAcceptedAt);
    if (this.breaker.state !== 'open') this.lanes.giveUpWaiting(now);
  }

  private form(): void {
    const now = this.options.clock.monotonic();
    const isClosed = this.breaker.state === 'closed';
    const most = isClosed ? this.tuning.open : 1;
    let due = Array.from(this.flights).filter((flight) => flight.dueAt <= now).length;
    while (this.flights.size < most && due < this.tuning.slots) {
      const flight = formBatch(this.lanes, {
        newIdFor: (members, outlet) => this.newIdFor(members, outlet),
        onFate: (item, fate) => {
          this.changes.push({ kind: 'fate', seq: item.waiting.seq, outlet: item.outlet, fate });
          this.options.observe?.({ kind: 'ended', waiting: item.waiting, fate });
          this.endedSinceCommit++;
        },
      });
      if (!flight) return;
      due++;
      this.flights.add(flight);
      this.changes.push({ kind: 'send', batch: flight.batch });
    }
  }

  private async write(): Promise<void> {
    const written = Array.from(this.flights).filter((flight) => flight.state === 'written soon');
    const count = this.changes.length;
    if (count > 0) await this.options.store.record(this.changes.slice(0, count));
    this.changes.splice(0, count);
    for (const flight of written) flight.state = 'ready';
  }

  private async takeBack(): Promise<void> {
    for (let flight = this.returning[0]; flight; flight = this.returning[0]) {
      for (const { seq, last } of flight.batch.members.toReversed()) {
        const [waiting] = last ? [] : await this.options.store.read([flight.outlet], seq - 1, 1);
        if (waiting?.seq === seq) this.lanes.addFirst(waiting, flight.outlet);
      }
      this.returning.shift();
      for (const lane of flight.lanes) this.lanes.free(lane, flight);
      this.again = true;
    }
  }

  private launch(): void {
    const now = this.options.clock.monotonic();
    for (const flight of this.flights) {
      if (this.underWay >= this.breaker.allows(this.tuning.slots, this.underWay, now)) return;
      if (flight.state === 'ready' && flight.dueAt <= now && isNext(flight)) void this.fly(flight);
    }
  }

  private async fly(flight: Flight): Promise<void> {
    const isProbe = this.breaker.state !== 'closed';
    flight.state = 'under way';
    flight.countedFrom ??= this.options.clock.monotonic();
    this.underWay++;
    const { answer, verdict } = await this.sent(flight);
    this.underWay--;
    if (this.state === 'closed') return;
    this.land(flight, answer, verdict, isProbe);
    this.turn();
  }

  private async sent({ outlet, batch }: Flight): Promise<{ answer: Answer; verdict: Verdict }> {
    try {
      const { program, settings } = outlet;
      const request = program.pack(batch.operation, batch.bodies, { settings, deliveryId: batch.id });
      const answer = await this.options.send(request);
      return { answer, verdict: program.judge(answer) };
    } catch {
      // Settings that make no request: nothing of the calls is at fault.
      return { answer: { error: 'settings' }, verdict: 'hold' };
    }
  }

  private land(flight: Flight, answer: Answer, verdict: Verdict, isProbe: boolean): void {
    const now = this.options.clock.monotonic();
    const { batch } = flight;
    flight.tries++;
    flight.state = 'ready';
    countTime(flight, now, verdict === 'retry');
    const { status, error } = answer;
    const told = { ...(status !== undefined && { status }), ...(error !== undefined && { error }) };
    const attempt = { deliveryId: batch.id, verdict, ...told };
    this.changes.push({ kind: 'attempt', batch, attempt, triedMs: flight.triedMs });
    this.options.observe?.({ kind: 'answered', batch, answer, verdict });
    if (verdict === 'retry') this.rest(flight, answer, now);
    this.guard(verdict, flight, answer, isProbe, now);
    const said = status === undefined ? `no answer (${error})` : `answer ${status}`;
    if (verdict === 'done') this.settle(flight, { status: 'delivered', deliveryId: batch.id, version: batch.version });
    else if (verdict === 'split' && batch.members.length > 1) this.split(flight);
    else if (verdict === 'split' || verdict === 'dead')
      this.settle(flight, dead('MESSAGE_REJECTED', `Refused by the destination: ${said}`));
    else if (verdict === 'retry' && this.isGivenUp(flight)) {
      const mayHaveArrived = status === undefined;
      const fate = dead('RETRIES_EXHAUSTED', `Given up after ${flight.tries} tries: ${said}`);
      this.settle(flight, { ...fate, mayHaveArrived });
    }
  }

  private guard(verdict: Verdict, { dueAt }: Flight, answer: Answer, isProbe: boolean, now: number): void {
    const before = this.breaker.state;
    if (verdict === 'hold') this.breaker.refused(now);
    else if (verdict === 'retry') this.breaker.failed(isProbe, dueAt);
    else this.breaker.answered(isProbe);
    const after = this.breaker.state;
    if (before === after) return;
    if (after === 'open') this.tell(refuses(this.outlets, answer));
    if (before === 'open') this.tell(goesOn(this.outlets));
    if (before === 'open') this.lanes.restartWaiting();
    for (const flight of this.flights) {
      if (before === 'open' || after === 'open') countTime(flight, now, after !== 'open');
      // It is back: no need to wait out what was waited for because it was down.
      if (after === 'closed' && !flight.isAsked) {
        flight.dueAt = Math.min(flight.dueAt, now + this.options.random() * this.tuning.retry.base);
      }
    }
  }

  private rest(flight: Flight, answer: Answer, now: number): void {
    const { random, clock } = this.options;
    const { ms, isAsked } = waitBefore(flight.tries, answer, this.tuning.retry, random, clock.wall());
    flight.dueAt = now + ms;
    flight.isAsked = isAsked;
  }

  private isGivenUp({ triedMs, tries }: Flight): boolean {
    const { giveUpAfter, giveUpTries } = this.tuning.retry;
    return triedMs >= giveUpAfter && tries >= giveUpTries;
  }

  private split(flight: Flight): void {
    const halves = halvesOf(flight.batch, (members) => this.newIdFor(members, flight.outlet)).map((batch) => {
      const keys = new Set(batch.members.flatMap((member) => member.lanes));
      const seqs = new Set(batch.members.map((member) => member.seq));
      const lanes = flight.lanes.filter((lane) => keys.has(lane.key));
      const items = flight.items.filter((item) => seqs.has(item.waiting.seq));
      return newFlight(batch, flight.outlet, lanes, items, { tries: 0, triedMs: flight.triedMs });
    });
    this.changes.push({ kind: 'split', batch: flight.batch, into: halves.map((half) => half.batch) });
    this.flights.delete(flight);
    for (const half of halves) this.flights.add(half);
    for (const lane of flight.lanes) {
      this.lanes.free(
        lane,
        flight,
        halves.filter((half) => half.lanes.includes(lane)),
      );
    }
  }

  private settle(flight: Flight, fate: Fate): void {
    flight.state = 'closed';
    this.flights.delete(flight);
    this.changes.push({ kind: 'settle', batch: flight.batch, fate });
    this.endedSinceCommit += flight.batch.members.length;
    this.options.observe?.({ kind: 'settled', batch: flight.batch, fate });
    const isOfEarlierRun = flight.items.length === 0;
    if (fate.status === 'delivered' && isOfEarlierRun && flight.batch.members.some((member) => !member.last)) {
      this.returning.push(flight);
      return;
    }
    // What is still to follow of a dead call is not sent.
    if (fate.status === 'dead') {
      for (const item of flight.items) if (item.part < item.requests!.length) this.lanes.remove(item);
    }
    for (const lane of flight.lanes) this.lanes.free(lane, flight);
  }

  private async commit(): Promise<void> {
    const isDone = this.lanes.size === 0 && this.flights.size === 0 && this.changes.length === 0;
    if (this.endedSinceCommit === 0 || (!isDone && this.endedSinceCommit < commitEvery)) return;
    this.endedSinceCommit = 0;
    let lowest = Math.min(this.after + 1, this.lanes.lowestSeq());
    for (const { batch } of this.flights) for (const { seq } of batch.members) lowest = Math.min(lowest, seq);
    for (const outlet of this.outlets) await this.options.store.commit(outlet, lowest - 1);
  }

  /** Wakes for whatever happens by time alone. */
  private setTimer(): void {
    this.takeTimerBack();
    if (this.state !== 'running') return;
    const now = this.options.clock.monotonic();
    const { nextProbe } = this.breaker;
    const waits = [this.lanes.nextRelease()];
    if (this.breaker.state !== 'open') waits.push(this.lanes.nextGivingUp());
    if (nextProbe !== undefined && nextProbe > now) waits.push(nextProbe);
    for (const { dueAt, state } of this.flights) if (state === 'ready' && dueAt > now) waits.push(dueAt);
    const next = Math.min(...waits);
    if (next === Number.POSITIVE_INFINITY) return;
    this.takeTimerBack = this.options.clock.after(Math.max(1, Math.ceil(next - now)), () => this.turn());
  }

  private newIdFor(members: readonly Member[], outlet: ConfiguredOutlet): string {
    const [first] = members;
    if (members.length > 1) return this.options.newId();
    return deliveryIdOf(first!.messageId, first!.part, namespaceOf(outlet.program.name));
  }

  private outletOf({ source, destination }: Outlet): ConfiguredOutlet {
    return this.outlets.find((outlet) => outlet.source === source && outlet.destination === destination)!;
  }

  private tell(diagnostic: Diagnostic): void {
    this.options.report?.(diagnostic);
  }
}

function dead(code: string, reason: string) {
  return { status: 'dead', code, reason } as const;
}
