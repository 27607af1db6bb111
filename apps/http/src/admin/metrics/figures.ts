import type { DeliveryEvent, Log, Outlet, Seq } from '@crosswalk/delivery';

/** Upper bounds of the histogram's buckets, in seconds. */
export const bounds: readonly number[] = [
  0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 43_200,
];

export interface Histogram {
  /** One count a bound, and one for what is above all of them; not cumulative. */
  readonly buckets: number[];
  sum: number;
}

/** Answers of one kind that batches got at an outlet. */
export interface Answered extends Outlet {
  readonly verdict: string;
  count: number;
}

/** What was counted, as it is shown. */
export interface FiguresShown {
  readonly answered: readonly Answered[];
  readonly latencies: readonly { readonly outlet: Outlet; readonly histogram: Histogram }[];
}

/** Calls of which the time of acceptance is held at most; they are let go when they get their fate. */
const mostHeld = 200_000;

/**
 * Counts what happens to calls while the server runs. Begins at nothing with each start, as Prometheus expects of counters;
 * what must survive is counted by the ledger.
 */
export class Figures {
  private readonly answered = new Map<string, Answered>();
  private readonly latencies = new Map<string, { readonly outlet: Outlet; readonly histogram: Histogram }>();
  private readonly acceptedAt = new Map<Seq, number>();
  private readonly now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** The same log, of which is remembered when the calls that are read were accepted. */
  watched<Watched extends Pick<Log, 'read'>>(log: Watched): Watched {
    const read: Log['read'] = async (...asked) => {
      const found = await log.read(...asked);
      // A call that is delivered anew has waited for a person, not for us.
      for (const { seq, acceptedAt, replay } of found) if (!replay) this.acceptedAt.set(seq, acceptedAt);
      for (const seq of this.acceptedAt.keys()) {
        if (this.acceptedAt.size <= mostHeld) break;
        this.acceptedAt.delete(seq);
      }
      return found;
    };
    return new Proxy(log, {
      get(target, name) {
        if (name === 'read') return read;
        const value = Reflect.get(target, name, target) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  shown(): FiguresShown {
    return { answered: [...this.answered.values()], latencies: [...this.latencies.values()] };
  }

  observe(event: DeliveryEvent): void {
    if (event.kind === 'answered') this.countAnswer(event.batch, event.verdict);
    else if (event.kind === 'ended') this.acceptedAt.delete(event.waiting.seq);
    else {
      const { batch, fate } = event;
      for (const { seq, last } of batch.members) {
        if (last && fate.status === 'delivered') this.countDelivered(batch, seq);
        if (last || fate.status === 'dead') this.acceptedAt.delete(seq);
      }
    }
  }

  private countAnswer({ source, destination }: Outlet, verdict: string): void {
    const key = `${verdict} ${source} ${destination}`;
    const known = this.answered.get(key);
    if (known) known.count++;
    else this.answered.set(key, { source, destination, verdict, count: 1 });
  }

  private countDelivered({ source, destination }: Outlet, seq: Seq): void {
    const acceptedAt = this.acceptedAt.get(seq);
    if (acceptedAt === undefined) return;
    const key = `${source} ${destination}`;
    let known = this.latencies.get(key);
    if (!known) {
      known = { outlet: { source, destination }, histogram: { buckets: new Array(bounds.length + 1).fill(0), sum: 0 } };
      this.latencies.set(key, known);
    }
    const seconds = Math.max(0, this.now() - acceptedAt) / 1000;
    const bound = bounds.findIndex((one) => seconds <= one);
    known.histogram.buckets[bound === -1 ? bounds.length : bound]!++;
    known.histogram.sum += seconds;
  }
}
