import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Program, startFile } from './program.ts';

const top = fileURLToPath(new URL('../../..', import.meta.url));

/** A server of ours with a data folder of its own. */
export interface Server {
  readonly address: string;
  readonly counts: () => Promise<{ readonly waiting: number; readonly inFlight: number }>;
  /** Resolves when nothing waits and nothing is under way. */
  readonly settled: () => Promise<void>;
  readonly metrics: () => Promise<string>;
  /** Resident memory in MB, and the most that there ever was. */
  readonly memory: () => { readonly now: number; readonly most: number };
  readonly stop: () => Promise<void>;
}

export function newFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the server with Connect's mapping; it delivers to this address. */
export async function startServer(folder: string, endpoint: string): Promise<Server> {
  const main = join(top, 'apps/http/dist/main.js');
  if (!existsSync(main)) throw new Error('apps/http is not built: npm run setup');
  const file = join(folder, 'crosswalk.yaml');
  const config = {
    listen: '127.0.0.1:0',
    admin: '127.0.0.1:0',
    data: join(folder, 'data'),
    mapping: join(top, 'mappings/connect'),
    sources: [
      { name: 'bench', writeKeys: ['bench'], destinations: [{ settings: { apiKey: '0'.repeat(32), endpoint } }] },
    ],
  };
  writeFileSync(file, JSON.stringify(config));
  const program = startFile(main, [file], { LOG_LEVEL: 'silent' });
  const address = /http\S+/.exec(await program.line(/takes calls on/))![0];
  const admin = /(http\S+?)\/ready/.exec(await program.line(/\/ready/))![1]!;
  const ask = async (path: string) => (await fetch(admin + path)).text();
  const counts = async () => JSON.parse(await ask('/api/counts')) as { waiting: number; inFlight: number };
  return {
    address,
    counts,
    async settled() {
      for (let now = await counts(); now.waiting + now.inFlight > 0; now = await counts()) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    metrics: () => ask('/metrics'),
    memory: () => memoryOf(program),
    stop: () => program.stop('SIGTERM'),
  };
}

function memoryOf({ pid }: Program): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]);
  return { now: Math.round(kb('VmRSS') / 1024), most: Math.round(kb('VmHWM') / 1024) };
}
