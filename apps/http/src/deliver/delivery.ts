import { randomUUID } from 'node:crypto';
import {
  Deliverer,
  type HttpOptions,
  httpSender,
  type Limits,
  type Log,
  memoryStore,
  openStore,
  type Store,
  systemClock,
  type Tuning,
} from '@crosswalk/delivery';
import type { Diagnostic } from '@crosswalk/diagnostics';
import type { FastifyBaseLogger } from 'fastify';
import { Figures } from '../admin/metrics/figures.ts';
import { atMost } from '../at-most.ts';
import type { Config } from '../config/config.ts';
import { readCalls } from '../ingest/read-calls.ts';
import type { Source } from '../sources/source.ts';
import { outletsOf } from './outlets.ts';

export interface DeliveryChoice {
  readonly sources: readonly Source[];
  /** The data folder; without one calls wait in memory. */
  readonly data: string | undefined;
  readonly keep?: Config['keep'];
  readonly logger: FastifyBaseLogger;
  readonly tuning?: Partial<Tuning> | undefined;
  readonly http?: HttpOptions | undefined;
}

/** Accepted calls and their way out. */
export interface Delivery {
  readonly store: Store;
  readonly deliverer: Deliverer;
  readonly figures: Figures;
  readonly log: Pick<Log, 'append'>;
  /** Ends within the grace; gives how many calls were left. In a data folder they wait for the next start. */
  stop(graceMs: number): Promise<number>;
}

/** Starts to deliver, and goes on with what an earlier run left. Rejects with a `StoreFault` when the folder can't be used. */
export async function startDelivery({ sources, data, keep, logger, tuning, http }: DeliveryChoice): Promise<Delivery> {
  const limits = limitsBy(keep);
  const store =
    data === undefined
      ? memoryStore({ clock: systemClock, readCalls, ...limits })
      : await openStore({ folder: data, limits, readCalls: besideThis('../ingest/read-calls') });
  const figures = new Figures(systemClock.wall);
  const sender = httpSender(http);
  const deliverer = new Deliverer({
    store: figures.watched(store),
    send: sender.send,
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    observe: (event) => figures.observe(event),
    report: (diagnostic) => tell(logger, diagnostic),
    ...(tuning && { tuning }),
  });
  await deliverer.configure(outletsOf(sources));
  return {
    store,
    deliverer,
    figures,
    log: store,
    async stop(graceMs) {
      const until = performance.now() + graceMs;
      const left = () => Math.max(0, until - performance.now());
      // What waits in memory has this one chance; a data folder keeps it.
      if (data === undefined) await atMost(left(), deliverer.idle());
      await deliverer.stop(left());
      await atMost(left(), sender.close());
      const { waiting, inFlight } = await store.counts();
      await store.close();
      return waiting + inFlight;
    },
  };
}

/** A module in this app, in sources as in what is built of them. */
function besideThis(name: string): URL {
  return new URL(`${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

const day = 24 * 3_600_000;

function limitsBy({ delivered, failed }: NonNullable<Config['keep']> = {}): Partial<Limits> {
  return {
    ...(delivered !== undefined && { keepMs: delivered * day }),
    ...(failed !== undefined && { keepFailedMs: failed * day }),
  };
}

function tell(logger: FastifyBaseLogger, { code, severity, message, notes }: Diagnostic): void {
  const level = severity === 'warning' ? 'warn' : severity;
  logger[level]({ code, ...(notes && { notes }) }, message);
}
