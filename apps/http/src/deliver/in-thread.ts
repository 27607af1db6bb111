import { Worker } from 'node:worker_threads';
import type { OpenStore } from '@crosswalk/delivery';
import { atMost } from '../at-most.ts';
import { besideThis, threadOptions } from '../threads.ts';
import type { Delivering, DeliveringOptions } from './delivering.ts';
import { toData } from './source-data.ts';
import type { Asked, Methods, ThreadData, Told } from './thread.ts';

export interface InThreadOptions extends Omit<DeliveringOptions, 'store'> {
  readonly store: OpenStore;
  readonly readCalls: URL;
}

/**
 * Heap of the thread, in MB. It needs a small part of it; what it may have tells how much garbage it lets lie around. Calls
 * of the largest size that may be, read ahead, fit in.
 */
const limits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 48 };

/** Delivers in a thread of its own. When that fails, the process does: a new start goes on where it was. */
export function deliverInThread({ store, readCalls, tuning, http, report }: InThreadOptions): Delivering {
  const port = store.share();
  const workerData: ThreadData = { store: port, readCalls: readCalls.href, tuning, http };
  const worker = new Worker(besideThis(import.meta.url, './thread'), {
    ...threadOptions(import.meta.url),
    name: 'deliver',
    resourceLimits: limits,
    workerData,
    transferList: [port],
  });
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  worker.on('message', (told: Told) => {
    if ('report' in told) return report(told.report);
    const { resolve, reject } = pending.get(told.id)!;
    pending.delete(told.id);
    if ('error' in told) reject(new Error(told.error));
    else resolve(told.value);
  });
  const ask = <M extends keyof Methods>(method: M, ...args: Parameters<Methods[M]>): ReturnType<Methods[M]> => {
    const id = ++lastId;
    const answered = new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
    worker.postMessage({ id, method, args } satisfies Asked<M>);
    return answered as ReturnType<Methods[M]>;
  };
  return {
    configure: (sources) => ask('configure', sources.map(toData)),
    state: () => ask('state'),
    figures: () => ask('figures'),
    forget: (trace) => ask('forget', trace),
    idle: () => ask('idle'),
    async stop(graceMs) {
      // What does not end by itself is ended; the store knows what was under way.
      await atMost(graceMs + 500, ask('stop', graceMs));
      await worker.terminate();
    },
  };
}
