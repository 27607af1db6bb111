import { randomUUID } from 'node:crypto';
import {
  Deliverer,
  httpSender,
  type Log,
  memoryStore,
  type Store,
  systemClock,
  type Tuning,
} from '@crosswalk/delivery';
import type { Diagnostic } from '@crosswalk/diagnostics';
import type { FastifyBaseLogger } from 'fastify';
import type { Source } from '../sources/source.ts';
import { outletsOf } from './outlets.ts';

/** Accepted calls and their way out. */
export interface Delivery {
  readonly store: Store;
  readonly deliverer: Deliverer;
  readonly log: Pick<Log, 'append'>;
  /** Delivers what is under way, within the grace; gives how many calls were left. */
  stop(graceMs: number): Promise<number>;
}

/** Starts to deliver. For now calls wait in memory: what is left when the process ends is lost. */
export async function startDelivery(
  sources: readonly Source[],
  logger: FastifyBaseLogger,
  tuning?: Partial<Tuning>,
): Promise<Delivery> {
  const store = memoryStore({ clock: systemClock });
  const sender = httpSender();
  const deliverer = new Deliverer({
    store,
    send: sender.send,
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    report: (diagnostic) => tell(logger, diagnostic),
    ...(tuning && { tuning }),
  });
  await deliverer.configure(outletsOf(sources));
  return {
    store,
    deliverer,
    log: store,
    async stop(graceMs) {
      const until = performance.now() + graceMs;
      await Promise.race([deliverer.idle(), new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      await deliverer.stop(Math.max(0, until - performance.now()));
      await sender.close();
      const { waiting, inFlight } = await store.counts();
      await store.close();
      return waiting + inFlight;
    },
  };
}

function tell(logger: FastifyBaseLogger, { code, severity, message, notes }: Diagnostic): void {
  const level = severity === 'warning' ? 'warn' : severity;
  logger[level]({ code, ...(notes && { notes }) }, message);
}
