import { newFolder, startServer } from './crosswalk.ts';
import { start } from './program.ts';

export interface IngestRun {
  /** Calls a second that were acknowledged. */
  readonly bare: number;
  readonly ours: number;
  /** Of ours, from sending to the answer, in milliseconds. */
  readonly median: number;
  readonly p99: number;
}

export interface IngestOptions {
  readonly connections: number;
  /** Calls in a request. */
  readonly size: number;
  readonly rounds: number;
  readonly milliseconds: number;
}

const warmUpMs = 4000;

/** Nothing listens there, so that taking in is measured alone. */
const nowhere = 'http://127.0.0.1:9';

/** Taking in, in turns: a Fastify that parses and answers, and the server, which answers what is on disk. */
export async function ingestRuns({ connections, size, rounds, milliseconds }: IngestOptions): Promise<IngestRun[]> {
  const runs: IngestRun[] = [];
  const send = async (address: string, forMs: number, first: number) => {
    const told = await start('load', [address, connections, size, forMs, first, 0]).ended();
    const loaded = JSON.parse(told) as { failed: number; perSecond: number; median: number; p99: number; next: number };
    if (loaded.failed > 0) throw new Error(`${loaded.failed} requests were not answered with 200`);
    return loaded;
  };
  // Fresh processes are slow at first, a large one longer than a small one.
  const load = async (address: string) => send(address, milliseconds, (await send(address, warmUpMs, 0)).next);
  for (let round = 0; round < rounds; round++) {
    const bareServer = start('bare-server', []);
    const bare = await load(await bareServer.line());
    await bareServer.stop();
    const { folder, remove } = newFolder();
    const server = await startServer(folder, nowhere);
    const ours = await load(server.address);
    await server.stop();
    remove();
    runs.push({ bare: bare.perSecond, ours: ours.perSecond, median: ours.median, p99: ours.p99 });
  }
  return runs;
}
