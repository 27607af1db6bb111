import { randomUUID } from 'node:crypto';
import {
  Deliverer,
  type EnvironmentState,
  type HttpOptions,
  httpSender,
  type Store,
  systemClock,
  type Trace,
  type Tuning,
} from '@crosswalk/delivery';
import type { Diagnostic } from '@crosswalk/diagnostics';
import { Figures, type FiguresShown } from '../admin/metrics/figures.ts';
import { atMost } from '../at-most.ts';
import type { Source } from '../sources/source.ts';
import { type DeliveredSource, outletsOf } from './outlets.ts';

/** What delivers, wherever it runs. */
export interface Delivering {
  /** From now on delivers what these sources bring, as they say. */
  configure(sources: readonly Source[]): Promise<void>;
  state(): Promise<readonly EnvironmentState[]>;
  figures(): Promise<FiguresShown>;
  /** Erases what is kept of a person; gives how many calls. */
  forget(trace: Trace): Promise<number>;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
  /** Sends nothing more, and waits for what is under way within the grace. */
  stop(graceMs: number): Promise<void>;
}

/** What delivers in this very thread can be told of sources that were made for delivery alone. */
export interface DeliveringHere extends Delivering {
  configure(sources: readonly DeliveredSource[]): Promise<void>;
}

export interface DeliveringOptions {
  readonly store: Store;
  readonly tuning?: Partial<Tuning> | undefined;
  readonly http?: HttpOptions | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Delivers in this thread. */
export function deliverHere({ store, tuning, http, report }: DeliveringOptions): DeliveringHere {
  const figures = new Figures(systemClock.wall);
  const sender = httpSender(http);
  const deliverer = new Deliverer({
    store,
    send: sender.send,
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    observe: (event) => figures.observe(event),
    report,
    ...(tuning && { tuning }),
  });
  return {
    configure: (sources) => deliverer.configure(outletsOf(sources)),
    state: async () => deliverer.state(),
    figures: async () => figures.shown(),
    forget: (trace) => deliverer.forget(trace),
    idle: () => deliverer.idle(),
    async stop(graceMs) {
      const until = performance.now() + graceMs;
      await deliverer.stop(graceMs);
      await atMost(Math.max(0, until - performance.now()), sender.close());
    },
  };
}
