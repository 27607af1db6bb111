import type { DeliveryEvent, Outlet } from '@crosswalk/delivery';

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

/**
 * Counts what happens to calls while the server runs. Begins at nothing with each start, as Prometheus expects of counters;
 * what must survive is counted by the ledger.
 */
export class Figures {
  private readonly answered = new Map<string, Answered>();
  private readonly latencies = new Map<string, { readonly outlet: Outlet; readonly histogram: Histogram }>();
  private readonly now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.now = now;
  }

  shown(): FiguresShown {
    return { answered: [...this.answered.values()], latencies: [...this.latencies.values()] };
  }

  observe(event: DeliveryEvent): void {
    if (event.kind === 'answered') this.countAnswer(event.batch, event.verdict);
    if (event.kind !== 'settled' || event.fate.status !== 'delivered') return;
    const now = this.now();
    // A call that is delivered anew has waited for a person, not for us.
    const histogram = this.histogramOf(event.batch);
    for (const { acceptedAt, replay } of event.ended) if (!replay) count(histogram, now - acceptedAt);
  }

  private countAnswer({ source, destination }: Outlet, verdict: string): void {
    const key = `${verdict} ${source} ${destination}`;
    const known = this.answered.get(key);
    if (known) known.count++;
    else this.answered.set(key, { source, destination, verdict, count: 1 });
  }

  private histogramOf({ source, destination }: Outlet): Histogram {
    const key = `${source} ${destination}`;
    let known = this.latencies.get(key);
    if (!known) {
      known = { outlet: { source, destination }, histogram: { buckets: new Array(bounds.length + 1).fill(0), sum: 0 } };
      this.latencies.set(key, known);
    }
    return known.histogram;
  }
}

function count(histogram: Histogram, ms: number): void {
  const seconds = Math.max(0, ms) / 1000;
  const bound = bounds.findIndex((one) => seconds <= one);
  histogram.buckets[bound === -1 ? bounds.length : bound]!++;
  histogram.sum += seconds;
}
