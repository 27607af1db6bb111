import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../clock.ts';
import type { ReadCalls } from '../log.ts';
import { readCallsBy } from '../read-calls-by.ts';
import type { Limits } from '../store.ts';
import { Core } from './core.ts';
import { openDatabase, StoreFault } from './database.ts';
import { Server } from './server.ts';

/** What the thread of a store is started with. */
export interface WorkerData {
  readonly folder: string;
  readonly limits: Limits;
  /** Address of the module that reads calls. */
  readonly readCalls: string | undefined;
  readonly pruneEveryMs: number;
}

/** What the thread says to the one that started it. */
export type FromWorker =
  | { readonly kind: 'open' }
  | { readonly kind: 'fault'; readonly fault: StoreFault['diagnostic'] }
  | { readonly kind: 'closed' };

/** What it is told: of a port to serve, or to end. */
export type ToWorker = { readonly kind: 'serve'; readonly port: MessagePort } | { readonly kind: 'close' };

const { folder, limits, readCalls, pruneEveryMs } = workerData as WorkerData;
const parent = parentPort!;
const say = (message: FromWorker) => parent.postMessage(message);

try {
  run(await readCallsBy(readCalls));
} catch (error) {
  if (!(error instanceof StoreFault)) throw error;
  say({ kind: 'fault', fault: error.diagnostic });
}

function run(read: ReadCalls): void {
  const db = openDatabase(folder);
  const server = new Server(db, new Core({ db, limits, readCalls: read, clock: systemClock }));
  // A failure is one of the disk's; the next round finds out whether it is over.
  const timer = setInterval(() => server.prune().catch(() => {}), pruneEveryMs);
  parent.on('message', (told: ToWorker) => {
    if (told.kind === 'serve') return server.serve(told.port);
    clearInterval(timer);
    server.close();
    db.close();
    say({ kind: 'closed' });
    parent.close();
  });
  say({ kind: 'open' });
}
