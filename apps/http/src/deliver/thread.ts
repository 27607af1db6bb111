// The thread that maps and delivers, so that neither keeps those waiting who send.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { attachStore, type HttpOptions, type Tuning } from '@crosswalk/delivery';
import type { Diagnostic } from '@crosswalk/diagnostics';
import { type Delivering, deliverHere } from './delivering.ts';
import { fromData, type SourceData } from './source-data.ts';

/** What the thread is started with. */
export interface ThreadData {
  /** The way to the store. */
  readonly store: MessagePort;
  /** Address of the module that reads calls. */
  readonly readCalls: string;
  readonly tuning: Partial<Tuning> | undefined;
  readonly http: HttpOptions | undefined;
}

/** What it may be asked for. */
export type Methods = Omit<Delivering, 'configure'> & {
  configure(sources: readonly SourceData[]): Promise<void>;
};

/** A question; its answer bears the same id. */
export interface Asked<Method extends keyof Methods = keyof Methods> {
  readonly id: number;
  readonly method: Method;
  readonly args: Parameters<Methods[Method]>;
}

/** What it tells by itself, or answers. */
export type Told =
  | { readonly report: Diagnostic }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

const { store: port, readCalls, tuning, http } = workerData as ThreadData;
const tell = (told: Told) => parentPort!.postMessage(told);
const store = await attachStore(port, new URL(readCalls));
const delivering = deliverHere({ store, tuning, http, report: (report) => tell({ report }) });
const methods: Methods = { ...delivering, configure: (sources) => delivering.configure(fromData(sources)) };

parentPort!.on('message', async ({ id, method, args }: Asked) => {
  try {
    tell({ id, value: await (methods[method] as (...given: unknown[]) => Promise<unknown>)(...args) });
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
