import type { EnvironmentState, Ledger } from '@crosswalk/delivery';
import type { Delivering } from '../../deliver/delivering.ts';
import type { Delivery } from '../../deliver/delivery.ts';
import type { Metric, Sample } from './exposition.ts';
import { bounds, type FiguresShown } from './figures.ts';

export interface MetricsOptions {
  readonly ledger: Pick<Ledger, 'counts' | 'backlog'>;
  readonly delivering: Pick<Delivering, 'state' | 'figures'>;
  readonly health: Pick<Delivery['health'], 'state'>;
}

/** All that is measured, as it is now. */
export async function metrics({ ledger, delivering, health }: MetricsOptions): Promise<Metric[]> {
  const [counts, backlog, environments, figures, store] = await Promise.all([
    ledger.counts(),
    ledger.backlog(),
    delivering.state(),
    delivering.figures(),
    health.state(),
  ]);
  const total = (name: string, help: string, value: number): Metric => {
    return { name: `crosswalk_${name}_total`, type: 'counter', help, samples: [{ value }] };
  };
  const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => {
    return { name: `crosswalk_${name}`, type: 'gauge', help, samples };
  };
  const perOutlet = (value: (one: (typeof backlog)[number]) => number) =>
    backlog.map((one) => ({ labels: { source: one.source, destination: one.destination }, value: value(one) }));
  const answers = figures.answered;
  return [
    total('calls_accepted', 'Calls that were answered with 200 and kept, once for each.', counts.accepted),
    total('calls_duplicate', 'Calls whose messageId was known already.', counts.duplicates),
    total('calls_rejected', 'Calls that failed on ingest.', counts.refused),
    total('deliveries_delivered', 'Calls that a destination took.', counts.delivered),
    total('deliveries_skipped', 'Calls that were not meant for a destination.', counts.skipped),
    total('deliveries_dead', 'Calls that could not be mapped, were refused, or given up.', counts.dead),
    total('deliveries_forgotten', 'Calls that were erased before they were delivered.', counts.forgotten),
    {
      name: 'crosswalk_answers_total',
      type: 'counter',
      help: 'Answers to batches by what they mean: done, retry, split, hold, dead.',
      samples: answers.map(({ count, ...labels }) => ({ labels, value: count })),
    },
    {
      name: 'crosswalk_retries_total',
      type: 'counter',
      help: 'Answers after which a batch is sent again.',
      samples: answers
        .filter(({ verdict }) => verdict === 'retry')
        .map(({ source, destination, count }) => ({ labels: { source, destination }, value: count })),
    },
    gauge('waiting_calls', 'Calls that wait to be delivered.', [{ value: counts.waiting }]),
    gauge('in_flight_calls', 'Calls in batches that are written down and not settled.', [{ value: counts.inFlight }]),
    gauge(
      'lag_calls',
      'Calls an outlet has yet to deliver.',
      perOutlet(({ waiting, inFlight }) => waiting + inFlight),
    ),
    gauge(
      'lag_seconds',
      'For how long the oldest of them has been here.',
      perOutlet(({ oldestMs }) => oldestMs / 1000),
    ),
    gauge('breaker_state', 'The state that an outlet is in: 1, the others 0.', breakers(environments)),
    gauge(
      'breaker_reason',
      'What came back last from an outlet whose breaker is not closed: 1.',
      reasons(environments),
    ),
    gauge('store_writable', 'Whether calls can be stored: 1, else 0.', [{ value: store.state === 'well' ? 1 : 0 }]),
    {
      name: 'crosswalk_delivery_seconds',
      type: 'histogram',
      help: 'From acceptance to the answer of the destination, of calls that were taken by it.',
      samples: latencies(figures),
    },
  ];
}

function breakers(environments: readonly EnvironmentState[]): Sample[] {
  return environments.flatMap(({ outlets, breaker }) =>
    outlets.flatMap(({ source, destination }) =>
      (['closed', 'slow', 'open'] as const).map((state) => {
        return { labels: { source, destination, state }, value: state === breaker ? 1 : 0 };
      }),
    ),
  );
}

function reasons(environments: readonly EnvironmentState[]): Sample[] {
  return environments.flatMap(({ outlets, reason }) =>
    reason === undefined ? [] : outlets.map((outlet) => ({ labels: { ...outlet, reason }, value: 1 })),
  );
}

function latencies(figures: FiguresShown): Sample[] {
  return figures.latencies.flatMap(({ outlet, histogram }) => {
    const labels = { source: outlet.source, destination: outlet.destination };
    let count = 0;
    const buckets = histogram.buckets.map((inBucket, at): Sample => {
      count += inBucket;
      const le = at < bounds.length ? String(bounds[at]) : '+Inf';
      return { labels: { ...labels, le }, value: count, suffix: '_bucket' };
    });
    return [...buckets, { labels, value: histogram.sum, suffix: '_sum' }, { labels, value: count, suffix: '_count' }];
  });
}
