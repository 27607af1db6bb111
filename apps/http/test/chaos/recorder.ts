import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from './verdict.ts';

/** A Connect in this process that takes everything, each id once, and takes its time for it. */
export async function startRecorder({ port = 0, delayMs = 0 }: { port?: number; delayMs?: number } = {}) {
  const effects: Effect[] = [];
  let delay = delayMs;
  const ids = new Set<unknown>();
  const server = createServer(async (request, response) => {
    const bodies = [JSON.parse(await text(request)) as (Effect['body'] & { user_id: string })[]].flat();
    const id = request.headers['x-outbound-guid'];
    if (!ids.has(id)) effects.push(...bodies.map((body) => ({ user_id: body.user_id, body })));
    ids.add(id);
    await sleep(delay);
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    /** In order of effect. */
    effects,
    /** From now on answers at once. */
    hurry: () => {
      delay = 0;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** A port at which nobody listens now. */
export async function freePort(): Promise<number> {
  const { port, close } = await startRecorder();
  await close();
  return port;
}
