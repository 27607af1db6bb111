import type { Batch, Member } from '../batch.ts';
import type { Answer, Verdict } from '../destination.ts';
import type { Change, Fate, OpenBatch } from '../ledger.ts';
import { formBatch } from './batching.ts';
import { deliveryIdOf, namespaceOf, replayNamespaceOf } from './delivery-id.ts';
import { countTime, type Flight, halvesOf, isNext, newFlight } from './flight.ts';
import type { Item, Lanes } from './lanes.ts';
import type { Ended } from './mapped.ts';
import type { DeliveryOptions, Tuning } from './options.ts';
import type { ConfiguredOutlet } from './outlet.ts';
import { said } from './reports.ts';
import { waitBefore } from './retry.ts';

/** The open batches of an environment, and what answers do to them. Every change is noted, to be written down. */
export class Fleet {
  /** In the order of forming. */
  readonly flights = new Set<Flight>();
  /** Made and not yet written. */
  readonly changes: Change[] = [];
  /** Flights of an earlier run whose calls have requests to follow: these must be read again. */
  readonly returning: Flight[] = [];
  /** Calls that got their fate. */
  ended = 0;
  private readonly lanes: Lanes;
  private readonly options: DeliveryOptions;
  private readonly tuning: Tuning;

  constructor(lanes: Lanes, options: DeliveryOptions, tuning: Tuning) {
    this.lanes = lanes;
    this.options = options;
    this.tuning = tuning;
  }

  /** Nothing is open, and everything is written. */
  get isAtRest(): boolean {
    return this.flights.size === 0 && this.changes.length === 0 && this.returning.length === 0;
  }

  /** Sends a batch once more that may have arrived. */
  resend(batch: Batch, outlet: ConfiguredOutlet): void {
    this.changes.push({ kind: 'send', batch });
    this.restore({ batch, tries: 0, triedMs: 0 }, outlet).state = 'written soon';
  }

  /** Goes on with a batch of an earlier run. */
  restore({ batch, tries, triedMs }: OpenBatch, outlet: ConfiguredOutlet): Flight {
    const keys = new Set(batch.members.flatMap((member) => member.lanes));
    const lanes = Array.from(keys, (key) => this.lanes.get(key));
    const flight = newFlight(batch, outlet, lanes, [], { tries, triedMs });
    flight.state = 'ready';
    this.flights.add(flight);
    for (const lane of lanes) this.lanes.occupy(lane, flight);
    const operation = outlet.program.operations[batch.operation];
    if (operation && batch.members.length <= operation.most) return flight;
    // Under another id it could arrive twice, so it is left to a person.
    const fate = dead('MESSAGE_REJECTED', `The mapping no longer sends ${batch.operation} in this way`);
    this.settle(flight, { ...fate, mayHaveArrived: true });
    return flight;
  }

  /** Forms one more batch of what is ready; false when nothing is. */
  form(): boolean {
    const flight = formBatch(this.lanes, {
      newIdFor: (members, outlet) => this.newIdFor(members, outlet),
      replayIdFor: ({ messageId, part }, { program }, version) =>
        deliveryIdOf(messageId, part, replayNamespaceOf(program.name, version)),
      onFate: (item, fate) => this.end(item, fate),
    });
    if (!flight) return false;
    this.flights.add(flight);
    this.changes.push({ kind: 'send', batch: flight.batch });
    return true;
  }

  /** The next flight that may go now. */
  next(now: number): Flight | undefined {
    for (const flight of this.flights) {
      if (flight.state === 'ready' && flight.dueAt <= now && isNext(flight)) return flight;
    }
    return undefined;
  }

  takeOff(flight: Flight): void {
    flight.state = 'under way';
    flight.countedFrom ??= this.options.clock.monotonic();
  }

  /** A flight came back. */
  land(flight: Flight, answer: Answer, verdict: Verdict): void {
    const { batch } = flight;
    const { status, error } = answer;
    flight.tries++;
    flight.state = 'ready';
    countTime(flight, this.options.clock.monotonic(), verdict === 'retry');
    const told = { ...(status !== undefined && { status }), ...(error !== undefined && { error }) };
    const attempt = { deliveryId: batch.id, verdict, ...told };
    this.changes.push({ kind: 'attempt', batch, attempt, triedMs: flight.triedMs });
    this.options.observe?.({ kind: 'answered', batch, answer, verdict });
    const fate = this.fateBy(flight, answer, verdict);
    if (batch.elseAnew && (verdict === 'split' || verdict === 'dead')) this.makeAnew(flight);
    else if (fate) this.settle(flight, fate);
    else if (verdict === 'split') this.split(flight);
    else if (verdict === 'retry') this.rest(flight, answer);
  }

  /** The environment is back: no need to wait out what was waited for because it was down. */
  hurry(now: number): void {
    for (const flight of this.flights) {
      if (!flight.isAsked) flight.dueAt = Math.min(flight.dueAt, now + this.options.random() * this.tuning.retry.base);
    }
  }

  /** From now on the time that batches are tried counts, or does not. */
  count(goesOn: boolean): void {
    for (const flight of this.flights) countTime(flight, this.options.clock.monotonic(), goesOn);
  }

  private fateBy(flight: Flight, answer: Answer, verdict: Verdict): Fate | undefined {
    const { batch, tries, triedMs } = flight;
    if (verdict === 'done') return { status: 'delivered', deliveryId: batch.id, version: batch.version };
    if (verdict === 'dead' || (verdict === 'split' && batch.members.length === 1)) {
      return dead('MESSAGE_REJECTED', `Refused by the destination: ${said(answer)}`);
    }
    const { giveUpAfter, giveUpTries } = this.tuning.retry;
    if (verdict !== 'retry' || triedMs < giveUpAfter || tries < giveUpTries) return undefined;
    const fate = dead('RETRIES_EXHAUSTED', `Given up after ${tries} tries: ${said(answer)}`);
    return { ...fate, mayHaveArrived: answer.status === undefined };
  }

  private rest(flight: Flight, answer: Answer): void {
    const { random, clock } = this.options;
    const { ms, isAsked } = waitBefore(flight.tries, answer, this.tuning.retry, random, clock.wall());
    flight.dueAt = clock.monotonic() + ms;
    flight.isAsked = isAsked;
  }

  /** Refused, so it had not arrived: its calls go through the mapping of today. */
  private makeAnew(flight: Flight): void {
    flight.state = 'closed';
    this.flights.delete(flight);
    this.changes.push({ kind: 'anew', batch: flight.batch });
    for (const lane of flight.lanes) this.lanes.free(lane, flight);
  }

  private split(flight: Flight): void {
    const halves = halvesOf(flight.batch, (members) => this.newIdFor(members, flight.outlet)).map((batch) => {
      const keys = new Set(batch.members.flatMap((member) => member.lanes));
      const seqs = new Set(batch.members.map((member) => member.seq));
      const lanes = flight.lanes.filter((lane) => keys.has(lane.key));
      const items = flight.items.filter((item) => seqs.has(item.seq));
      return newFlight(batch, flight.outlet, lanes, items, { tries: 0, triedMs: flight.triedMs });
    });
    this.changes.push({ kind: 'split', batch: flight.batch, into: halves.map((half) => half.batch) });
    this.flights.delete(flight);
    for (const half of halves) this.flights.add(half);
    for (const lane of flight.lanes) {
      const instead = halves.filter((half) => half.lanes.includes(lane));
      this.lanes.free(lane, flight, instead);
    }
  }

  private settle(flight: Flight, fate: Fate): void {
    const { batch, items } = flight;
    flight.state = 'closed';
    this.flights.delete(flight);
    this.changes.push({ kind: 'settle', batch, fate });
    this.ended += batch.members.length;
    const ended = items.filter(({ part, requests }) => fate.status !== 'delivered' || part === requests.length);
    this.options.observe?.({ kind: 'settled', batch, fate, ended });
    const isOfEarlierRun = items.length === 0;
    if (fate.status === 'delivered' && isOfEarlierRun && batch.members.some((member) => !member.last)) {
      this.returning.push(flight);
      return;
    }
    // What is still to follow of a dead call is not sent.
    const left = items.filter((item) => item.part < item.requests.length);
    if (fate.status === 'dead') for (const item of left) this.lanes.remove(item);
    for (const lane of flight.lanes) this.lanes.free(lane, flight);
  }

  private end(item: Item, fate: Ended): void {
    this.changes.push({ kind: 'fate', seq: item.seq, outlet: item.outlet, fate });
    this.ended++;
    this.options.observe?.({ kind: 'ended', waiting: item, fate });
  }

  private newIdFor(members: readonly Member[], outlet: ConfiguredOutlet): string {
    const [first] = members;
    if (members.length > 1) return this.options.newId();
    return deliveryIdOf(first!.messageId, first!.part, namespaceOf(outlet.program.name));
  }
}

function dead(code: string, reason: string) {
  return { status: 'dead', code, reason } as const;
}
