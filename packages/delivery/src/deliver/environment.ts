import type { Diagnostic } from '@crosswalk/diagnostics';
import { bytesOf } from '../batch.ts';
import type { Outlet } from '../call.ts';
import type { Answer, Verdict } from '../destination.ts';
import type { Waiting } from '../log.ts';
import { AliasRate } from './alias-rate.ts';
import { Breaker } from './breaker.ts';
import { Fleet } from './fleet.ts';
import type { Flight } from './flight.ts';
import { Guard } from './guard.ts';
import { Lanes } from './lanes.ts';
import type { DeliveryOptions, Tuning } from './options.ts';
import type { ConfiguredOutlet } from './outlet.ts';
import { ReadAhead } from './read-ahead.ts';
import { joinedTooOften, storeFails } from './reports.ts';

/** Fates after which the log is told how far everything has ended. */
const commitEvery = 10_000;
/** How long to wait when the store fails, in milliseconds. */
const storePause = 1000;

/**
 * Delivers the calls of the outlets that share an environment. It works in rounds: form batches, write down all that
 * changed, send. What comes back changes flights and lanes at once and is written in the next round, together with the
 * batches that could be formed by it; nothing is sent before it was written. Calls are read ahead beside the rounds, and a
 * batch that was written takes the place of one that came back at once.
 */
export class Environment {
  readonly breaker: Breaker;
  private readonly outlets: readonly ConfiguredOutlet[];
  private readonly options: DeliveryOptions;
  private readonly tuning: Tuning;
  private readonly lanes: Lanes;
  private readonly fleet: Fleet;
  private readonly guard: Guard;
  private readonly ahead: ReadAhead;
  private newestAcceptedAt = Number.NEGATIVE_INFINITY;
  private underWay = 0;
  private state: 'running' | 'closing' | 'closed' = 'running';
  private running: Promise<void> | undefined;
  private again = false;
  private storeFailed = false;
  private takeTimerBack = () => {};
  private onQuiet = () => {};
  private idleWaiters: (() => void)[] = [];

  constructor(outlets: readonly ConfiguredOutlet[], options: DeliveryOptions, tuning: Tuning) {
    this.outlets = outlets;
    this.options = options;
    this.tuning = tuning;
    this.breaker = new Breaker(tuning.slots, tuning.probeMs);
    const rate = new AliasRate(tuning.aliasMost);
    this.lanes = new Lanes({
      reorderMs: tuning.reorderMs,
      aliasMs: tuning.aliasMs,
      now: () => this.now,
      isJoinedTooOften: (id) => {
        const { isTooOften, isNews } = rate.add(id, this.now);
        if (isNews) this.tell(joinedTooOften(id));
        return isTooOften;
      },
    });
    this.fleet = new Fleet(this.lanes, options, tuning);
    const { breaker, lanes, fleet } = this;
    this.guard = new Guard({ outlets, breaker, lanes, fleet, tell: (diagnostic) => this.tell(diagnostic) });
    this.ahead = new ReadAhead({
      log: options.store,
      outlets,
      now: () => this.now,
      hasRoom: (count) => this.lanes.unheld + count < tuning.readAhead,
      take: (waiting) => this.take(waiting),
      onRead: () => this.turn(),
    });
  }

  /** Goes on with what an earlier run left open, and begins. Rejects when the store can't be read. */
  async start(): Promise<void> {
    for (const open of await this.options.store.open(this.outlets)) this.fleet.restore(open, this.outletOf(open.batch));
    this.wake();
  }

  /** Says that calls may have been appended. */
  wake(): void {
    this.ahead.wake();
    this.turn();
  }

  /** Sends nothing more; waits for what is under way, at most `graceMs`. What did not come back stays open in the ledger. */
  async close(graceMs: number): Promise<void> {
    this.state = 'closing';
    this.ahead.close();
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
    this.callIdleWaiters();
  }

  /** Nothing waits and nothing is open. */
  get isIdle(): boolean {
    return this.lanes.size === 0 && this.fleet.isAtRest && this.ahead.isAtRest && !this.running;
  }

  /** Resolves when it is idle, or closed. */
  idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  /** What came back last, while the breaker is not closed. */
  get reason(): string | undefined {
    return this.guard.reason;
  }

  get openBatches(): number {
    return this.fleet.flights.size;
  }

  private turn(): void {
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again && this.state !== 'closed') this.turn();
      else if (this.state === 'closing' && this.underWay === 0) this.onQuiet();
      else if (this.isIdle) this.callIdleWaiters();
    });
  }

  private async run(): Promise<void> {
    while (this.again && this.state !== 'closed') {
      this.again = false;
      try {
        await this.round();
        this.storeFailed = false;
      } catch (error) {
        if (!this.storeFailed) this.tell(storeFails(error));
        this.storeFailed = true;
        await new Promise<void>((resolve) => this.options.clock.after(storePause, resolve));
        this.again = true;
      }
    }
  }

  private async round(): Promise<void> {
    const isRunning = this.state === 'running';
    if (isRunning) this.release();
    if (isRunning) this.ahead.read(this.lanes.nextRelease() <= this.now);
    if (isRunning) this.form();
    await this.takeBack(await this.write());
    if (isRunning) this.launch();
    await this.commit();
    this.setTimer();
  }

  /** What was accepted within the window may not have been heard of yet: only what has been read tells that it is over. */
  private release(): void {
    this.lanes.release(this.ahead.upTo, this.newestAcceptedAt);
    if (this.breaker.state !== 'open') this.lanes.giveUpWaiting(this.now);
  }

  private take(waiting: Waiting): void {
    const outlet = this.outletOf(waiting);
    if (waiting.replay?.kind === 'resent') this.fleet.resend(waiting.replay.batch, outlet);
    else this.lanes.add(waiting, outlet);
    if (!waiting.replay) this.newestAcceptedAt = waiting.acceptedAt;
  }

  /**
   * As many batches as may be under way, and as many again, so that one that is written waits for each slot that becomes free.
   * One is enough to find out whether an environment is back.
   */
  private form(): void {
    const { flights } = this.fleet;
    const { now, tuning } = this;
    const most = this.breaker.state === 'closed' ? tuning.open : 1;
    let due = 0;
    for (const flight of flights) if (flight.dueAt <= now) due++;
    while (flights.size < most && due < 2 * tuning.slots && this.fleet.form()) due++;
  }

  /** Gives how many flights of an earlier run are known to have arrived by then, so that what follows of their calls waits. */
  private async write(): Promise<number> {
    const { changes, flights, returning } = this.fleet;
    const back = returning.length;
    const written = Array.from(flights).filter((flight) => flight.state === 'written soon');
    const count = changes.length;
    if (count > 0) await this.options.store.record(changes.slice(0, count));
    changes.splice(0, count);
    for (const flight of written) flight.state = 'ready';
    return back;
  }

  /** Reads again the calls of an earlier run that have requests to follow, and puts them before what came later. */
  private async takeBack(count: number): Promise<void> {
    const { returning } = this.fleet;
    for (let left = count; left > 0; left--) {
      const flight = returning[0]!;
      const { outlet, batch, lanes } = flight;
      const seqs = batch.members.filter((member) => !member.last).map((member) => member.seq);
      const read = await Promise.all(seqs.map((seq) => this.options.store.read([outlet], seq - 1, 1)));
      const left = read.flatMap(([waiting], index) => (waiting?.seq === seqs[index] ? [waiting!] : []));
      for (const waiting of left.reverse()) {
        this.lanes.addFirst(waiting, outlet);
        this.ahead.takeBack(waiting.seq);
      }
      returning.shift();
      for (const lane of lanes) this.lanes.free(lane, flight);
      this.again = true;
    }
  }

  private launch(): void {
    while (this.underWay < this.breaker.allows(this.tuning.slots, this.underWay, this.now)) {
      const flight = this.fleet.next(this.now);
      if (!flight) return;
      this.fleet.takeOff(flight);
      void this.fly(flight);
    }
  }

  private async fly(flight: Flight): Promise<void> {
    const isProbe = this.breaker.state !== 'closed';
    this.underWay++;
    const { answer, verdict } = await this.sent(flight);
    this.underWay--;
    if (this.state === 'closed') return;
    this.fleet.land(flight, answer, verdict);
    this.guard.hear(answer, verdict, flight.dueAt, isProbe, this.now);
    if (this.state === 'running') this.launch();
    this.turn();
  }

  private async sent({ outlet, batch }: Flight): Promise<{ answer: Answer; verdict: Verdict }> {
    try {
      const { program, settings } = outlet;
      const { operation, members, id: deliveryId } = batch;
      const bodies = { bytes: bytesOf(batch), length: members.length, list: () => batch.bodies };
      const request = program.pack(operation, bodies, { settings, deliveryId });
      const answer = await this.options.send(request);
      return { answer, verdict: program.judge(answer) };
    } catch {
      // Settings that make no request: nothing of the calls is at fault.
      return { answer: { error: 'settings' }, verdict: 'hold' };
    }
  }

  private async commit(): Promise<void> {
    const isDone = this.lanes.size === 0 && this.fleet.isAtRest;
    if (this.fleet.ended === 0 || (!isDone && this.fleet.ended < commitEvery)) return;
    this.fleet.ended = 0;
    let lowest = Math.min(this.ahead.after + 1, this.lanes.lowestSeq());
    for (const { batch } of this.fleet.flights) for (const { seq } of batch.members) lowest = Math.min(lowest, seq);
    for (const outlet of this.outlets) await this.options.store.commit(outlet, lowest - 1);
  }

  /** Wakes for whatever happens by time alone. */
  private setTimer(): void {
    this.takeTimerBack();
    if (this.state !== 'running') return;
    const { breaker, fleet, lanes, now } = this;
    // While more is known of, reading it tells which calls have waited long enough, and not the time.
    const waits = this.ahead.isAtRest ? [lanes.nextRelease()] : [];
    if (breaker.state !== 'open') waits.push(lanes.nextGivingUp());
    if (breaker.nextProbe !== undefined && breaker.nextProbe > now) waits.push(breaker.nextProbe);
    for (const { dueAt, state } of fleet.flights) if (state === 'ready' && dueAt > now) waits.push(dueAt);
    const next = Math.min(...waits);
    if (next === Number.POSITIVE_INFINITY) return;
    this.takeTimerBack = this.options.clock.after(Math.max(1, Math.ceil(next - now)), () => this.turn());
  }

  private callIdleWaiters(): void {
    for (const resolve of this.idleWaiters.splice(0)) resolve();
  }

  private outletOf({ source, destination }: Outlet): ConfiguredOutlet {
    return this.outlets.find((outlet) => outlet.source === source && outlet.destination === destination)!;
  }

  private tell(diagnostic: Diagnostic): void {
    this.options.report?.(diagnostic);
  }

  private get now(): number {
    return this.options.clock.monotonic();
  }
}
