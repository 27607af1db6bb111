import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Load, SourceName } from './load.ts';
import { alias, make } from './make.ts';
import { sendUntilTaken } from './send.ts';

/** One person at an SDK that awaits every flush. */
export async function atServer(id: string, source: SourceName, load: Load): Promise<void> {
  for (let made = 0; !load.isOver; ) {
    const batch = Array.from({ length: load.between(1, 4) }, () => make(`${id}-${made++}`, { userId: id }, load));
    await sendUntilTaken(source, batch, load);
    await sleep(load.random() * 100);
  }
}

/**
 * One person in a page, which sends each call on its own and waits for nothing: they arrive side by side. First nobody
 * knows who it is, then an alias tells.
 */
export async function inPage(id: string, load: Load): Promise<void> {
  const anonymousId = `anonymous-${id}`;
  const before = load.between(0, 6);
  const sending = new Set<Promise<void>>();
  for (let made = 0; !load.isOver || made <= before; made++) {
    const messageId = `${id}-${made}`;
    const call =
      made === before
        ? alias(messageId, anonymousId, { userId: id, anonymousId })
        : make(messageId, made < before ? { anonymousId } : { userId: id, anonymousId }, load);
    const sent = sleep(load.random() * 120).then(() => sendUntilTaken('shop', [call], load));
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
    // Browsers hold six connections to a host.
    if (sending.size >= 6) await Promise.race(sending);
    await sleep(load.random() * 60);
  }
  await Promise.all(sending);
}

/**
 * A few people of whom each is aliased to each, both ways round: aliases cross, chain and share ids. Their calls come through
 * two sources of one environment at once.
 */
export async function knot(name: string, load: Load): Promise<void> {
  const ids = Array.from({ length: 6 }, (_, at) => `${name}.${at}`);
  const pairs = ids.flatMap((later) => ids.filter((one) => one !== later).map((earlier) => [earlier, later] as const));
  const left = pairs.toSorted(() => load.random() - 0.5);
  const through = async (source: SourceName) => {
    for (let made = 0; !load.isOver; ) {
      const next = (): Call => {
        const messageId = `${name}-${source}-${made++}`;
        const [earlier, later] = (load.random() < 0.1 && left.pop()) || [];
        if (earlier !== undefined) return alias(messageId, earlier, { userId: later! });
        return make(messageId, { userId: ids[load.between(0, ids.length - 1)]! }, load);
      };
      await sendUntilTaken(source, Array.from({ length: load.between(1, 4) }, next), load);
      await sleep(load.random() * 100);
    }
  };
  await Promise.all([through('shop'), through('app')]);
}

/** The id that everybody has before they are known: it is aliased too often to be waited for. */
export const guest = 'guest';

/** People who all were "guest" before, more of them than are waited for within an hour. */
export async function guests(load: Load): Promise<void> {
  const aliases = Array.from({ length: 120 }, (_, at) =>
    alias(`guest-alias-${at}`, guest, { userId: `was-guest-${at}` }),
  );
  await sendUntilTaken('app', aliases, load);
  await atServer(guest, 'app', load);
}
