import {
  type HttpOptions,
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
import { atMost } from '../at-most.ts';
import type { Config } from '../config/config.ts';
import { readCalls } from '../ingest/read-calls.ts';
import type { Source } from '../sources/source.ts';
import { besideThis } from '../threads.ts';
import { type Delivering, deliverHere } from './delivering.ts';
import { deliverInThread } from './in-thread.ts';
import { StoreHealth, type StoreState } from './store-health.ts';

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
  readonly delivering: Delivering;
  readonly log: Pick<Log, 'append'>;
  /** Whether calls can be stored. */
  readonly health: Pick<StoreHealth, 'state'>;
  /** Ends within the grace; gives how many calls were left. In a data folder they wait for the next start. */
  stop(graceMs: number): Promise<number>;
}

/**
 * Starts to deliver, and goes on with what an earlier run left: in threads beside this one, which answers those who send, and
 * in this one when calls are in its memory. Rejects with a `StoreFault` when the folder can't be used.
 */
export async function startDelivery({ sources, data, keep, logger, tuning, http }: DeliveryChoice): Promise<Delivery> {
  const report = (diagnostic: Diagnostic) => tell(logger, diagnostic);
  const { store, delivering } = await open(data, limitsBy(keep), { tuning, http, report });
  await delivering.configure(sources);
  const health = new StoreHealth(store, systemClock, (state) => tellHealth(logger, state));
  return {
    store,
    delivering,
    log: health,
    health,
    async stop(graceMs) {
      const until = performance.now() + graceMs;
      const left = () => Math.max(0, until - performance.now());
      // What waits in memory has this one chance; a data folder keeps it.
      if (data === undefined) await atMost(left(), delivering.idle());
      await delivering.stop(left());
      const { waiting, inFlight } = await store.counts();
      await store.close();
      return waiting + inFlight;
    },
  };
}

async function open(
  folder: string | undefined,
  limits: Partial<Limits>,
  options: Pick<Parameters<typeof deliverHere>[0], 'tuning' | 'http' | 'report'>,
): Promise<Pick<Delivery, 'store' | 'delivering'>> {
  if (folder === undefined) {
    const store = memoryStore({ clock: systemClock, readCalls, ...limits });
    return { store, delivering: deliverHere({ ...options, store }) };
  }
  const reader = besideThis(import.meta.url, '../ingest/read-calls');
  const store = await openStore({ folder, limits, readCalls: reader });
  return { store, delivering: deliverInThread({ ...options, store, readCalls: reader }) };
}

function tellHealth(logger: FastifyBaseLogger, health: StoreState): void {
  if (health.state === 'well') logger.info('calls are stored again');
  else logger.error({ reason: health.reason }, 'calls cannot be stored: SDKs get 503 until they can');
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
