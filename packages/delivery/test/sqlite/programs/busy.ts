// Appends, sends and settles without end, and prints what was acknowledged: until somebody kills it.
import { writeSync } from 'node:fs';
import { openStore, type Waiting } from '../../../src/index.ts';
import { asSent, batchOf, request, web } from '../../contract/acceptances.ts';

const [folder, run] = process.argv.slice(2);
const readCalls = new URL('../../contract/read-lines.ts', import.meta.url);
const store = await openStore({ folder: folder!, readCalls, pruneEveryMs: 20, limits: { keepMs: 1e9 } });
/** Not through a stream: what is printed is out before anything else happens. */
function print(what: string, ids: readonly string[]): void {
  for (;;) {
    try {
      return void writeSync(1, `${what} ${ids.join(',')}\n`);
    } catch (error) {
      // The pipe is full, as nobody has read it for a while.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

let made = 0;
async function append(writer: number): Promise<never> {
  for (let turn = 0; ; turn++) {
    const ids = Array.from({ length: 1 + (turn % 12) }, () => `${run}.${writer}.${String(++made).padStart(7, '0')}`);
    const again = turn % 5 === 0 ? [ids[0]!] : [];
    await store.append(
      turn % 2 === 0 ? request([...ids, ...again]) : { ...request([]), calls: asSent([...ids, ...again]) },
    );
    print('accepted', ids);
  }
}

async function deliver(): Promise<never> {
  for (let turn = 0; ; turn++) {
    const waiting = await store.read([web], 0, 30);
    if (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    else await send(`${run}.batch ${turn}`, waiting);
  }
}

async function send(id: string, waiting: readonly Waiting[]): Promise<void> {
  const ids = waiting.map((call) => call.messageId);
  const batch = batchOf(
    id,
    waiting.map(({ seq, messageId }) => [seq, messageId]),
  );
  await store.record([{ kind: 'send', batch }]);
  print('sending', ids);
  const attempt = { deliveryId: id, verdict: 'done', status: 200 };
  await store.record([
    { kind: 'attempt', batch, attempt, triedMs: 0 },
    { kind: 'settle', batch, fate: { status: 'delivered', deliveryId: id, version: '1.0.0' } },
  ]);
  await store.commit(web, waiting.at(-1)!.seq);
  print('delivered', ids);
}

await Promise.all([append(1), append(2), append(3), deliver()]);
