import { setTimeout as sleep } from 'node:timers/promises';
import { count } from '../show/paint.ts';
import { progressOf } from '../show/progress.ts';
import { print, type Terminal } from '../terminal.ts';
import type { Arguments, Command } from '../usage/command.ts';
import { UsageFault } from '../usage/command.ts';
import type { Replay, ReplayCount } from './answers.ts';
import type { Server } from './server.ts';

/** Options that say how calls are delivered anew. */
export const replayOptions: Command['options'] = {
  'as-mapped': { summary: 'send dead calls as they were mapped then, not as the mapping says now' },
  rate: { value: 'NUMBER', summary: 'calls a second at most; default 100' },
  yes: { summary: 'do it; without this only the count is shown' },
};

/**
 * Delivers calls anew: shows how many, and with --yes begins and follows it to the end. Ctrl-C aborts it. Gives the exit
 * status.
 */
export async function replaying(
  server: Server,
  filters: Readonly<Record<string, string>>,
  { switches, options }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const again = switches.has('again');
  const order = { ...filters, asMapped: switches.has('as-mapped'), again, perSecond: rateIn(options.rate) };
  const { count: meant, tallies } = await server.post<ReplayCount>('/api/replays/count', order);
  const lines = tallies.map((one) =>
    `  ${one.count}  ${one.state}  ${one.source} to ${one.destination}  ${one.code ?? ''}`.trimEnd(),
  );
  await print(terminal.stdout, [`${count(meant, 'call')} can be delivered anew`, ...lines, ''].join('\n'));
  if (again && tallies.some(({ state }) => state === 'delivered')) {
    await print(terminal.stderr, 'Delivered calls are among them: their events will count twice.\n');
  }
  if (meant === 0) return 0;
  if (!switches.has('yes')) {
    await print(terminal.stdout, 'Nothing was sent. --yes sends them.\n');
    return 0;
  }
  return follow(server, await server.post<Replay>('/api/replays', order), terminal);
}

async function follow(server: Server, begun: Replay, terminal: Terminal): Promise<number> {
  const progress = progressOf(terminal.stderr);
  const path = `/api/replays/${begun.id}`;
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  try {
    let now = begun;
    while (now.state === 'running') {
      await progress.show(now.revived, now.total);
      await sleep(200, undefined, { signal: interrupt.signal }).catch(() => {});
      now = interrupt.signal.aborted ? await server.delete<Replay>(path) : await server.get<Replay>(path);
    }
    await progress.show(now.revived, now.total);
    await progress.end();
    const isLess = now.state === 'done' && now.revived < now.total;
    const ended = isLess
      ? lesser
      : { done: 'all wait to be delivered', aborted: 'aborted', failed: `failed: ${now.fault}` }[now.state];
    await print(terminal.stdout, `${now.revived} of ${now.total}: ${ended}\n`);
    return now.state === 'done' ? 0 : 1;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const lesser = 'wait to be delivered; the others were never mapped, or are on their way already';

function rateIn(given = '100'): number {
  const rate = Number(given);
  if (/^\d{1,6}$/.test(given) && rate >= 1 && rate <= 100_000) return rate;
  throw new UsageFault('--rate wants a whole number from 1 to 100000');
}
