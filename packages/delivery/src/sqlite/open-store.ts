import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { readCallsBy } from '../read-calls-by.ts';
import { type Limits, type Store, usualLimits } from '../store.ts';
import { StoreClient } from './client.ts';
import { StoreFault } from './database.ts';
import type { FromWorker, ToWorker, WorkerData } from './worker.ts';

export interface StoreOptions {
  /** The data folder; it is made when there is none. It belongs to one process at a time. */
  readonly folder: string;
  readonly limits?: Partial<Limits>;
  /** The module that exports `readCalls`, for calls that are appended as sent. It is loaded in every thread that reads. */
  readonly readCalls?: URL;
  /** How often what is kept too long is looked for, in milliseconds. Default 10 minutes. */
  readonly pruneEveryMs?: number;
}

/** A store on disk. Whoever opened it may share it with other threads, and closes it for all of them. */
export interface OpenStore extends Store {
  /** A way to this store for another thread, which gets it as a transferred port and calls `attachStore`. */
  share(): MessagePort;
}

/**
 * Opens the store of a data folder, in a thread of its own. Rejects with a `StoreFault` when another process uses the folder
 * (D505), when it cannot be opened (D506), or when a newer version wrote it (D507).
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { folder, limits, readCalls, pruneEveryMs = 600_000 } = options;
  const data: WorkerData = {
    folder,
    limits: { ...usualLimits, ...limits },
    readCalls: readCalls?.href,
    pruneEveryMs,
  };
  const worker = new Worker(besideThis('worker'), {
    workerData: data,
    name: 'store',
    resourceLimits,
    ...threadOptions(),
  });
  const first = await nextFrom(worker);
  if (first.kind === 'fault') throw new StoreFault(first.fault);
  const tell = (told: ToWorker, port?: MessagePort) => worker.postMessage(told, port ? [port] : []);
  const share = () => {
    const { port1, port2 } = new MessageChannel();
    tell({ kind: 'serve', port: port1 }, port1);
    return port2;
  };
  const client = new StoreClient(share(), await readCallsBy(readCalls?.href));
  return Object.assign(client, {
    share,
    async close() {
      // The thread answers what was asked before, as that came first.
      const closed = nextFrom(worker);
      await StoreClient.prototype.counts.call(client);
      tell({ kind: 'close' });
      await closed;
      await StoreClient.prototype.close.call(client);
    },
  });
}

/** The store that another thread opened and shares by this port. `readCalls` as it was opened with. */
export async function attachStore(port: MessagePort, readCalls?: URL): Promise<Store> {
  return new StoreClient(port, await readCallsBy(readCalls?.href));
}

/** Listens no longer than until then: an error of the thread that nobody waits for ends the process, and a start goes on. */
async function nextFrom(worker: Worker): Promise<FromWorker> {
  const heard = new AbortController();
  const { signal } = heard;
  try {
    return await Promise.race([
      once(worker, 'message', { signal }).then(([message]) => message as FromWorker),
      once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('the thread of the store has ended'))),
    ]);
  } finally {
    heard.abort();
  }
}

/** A module beside this one, in sources as in what is built of them. */
function besideThis(name: string): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

/** Most of what passes through the thread lies outside of its heap. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/** Sources find the sources of other packages; what is built has the options of this thread. */
function threadOptions(): { execArgv?: string[] } {
  return import.meta.url.endsWith('.ts') ? { execArgv: [...process.execArgv, '--conditions=source'] } : {};
}
