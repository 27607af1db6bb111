import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counts } from '@crosswalk/delivery';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDelivering } from '../whole/delivering.ts';
import { memoryOf } from '../whole/memory.ts';
import type { Started } from '../whole/program.ts';

/** `npm run test:long` goes on for ten minutes. */
const seconds = Number(process.env.CROSSWALK_LOAD_SECONDS ?? (process.env.CROSSWALK_LONG ? 600 : 3));
const batchesPerSecond = 40;
const callsPerBatch = 5;

let started: Started;
let stop: () => Promise<void>;
let delivered = 0;

beforeAll(async () => {
  ({ started, stop } = await startDelivering('k1', (body) => {
    delivered += ([JSON.parse(body)] as object[]).flat().length;
  }));
});
afterAll(() => stop());

interface Second {
  /** Milliseconds of each request that was sent in it. */
  readonly latencies: number[];
  readonly kilobytes: number;
  /** Of the machine, over the last minute. */
  readonly load: number;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const batch = (at: number) =>
  JSON.stringify({
    sentAt: new Date().toISOString(),
    batch: Array.from({ length: callsPerBatch }, (_, place) => ({
      type: place === 0 ? 'identify' : 'track',
      userId: `user ${at % 5000}`,
      messageId: `${at}-${place}`,
      timestamp: new Date().toISOString(),
      ...(place === 0
        ? { traits: { name: 'Michael Bolton', plan: at } }
        : { event: 'Opened', properties: { at, place } }),
    })),
  });

it(`${seconds} s of load leave nothing behind: neither memory nor waiting`, async () => {
  const { address, admin } = await started.listens;
  const timeline: Second[] = [];
  const statuses = new Set<number>();
  const timed = async (path: string, latencies: number[], init: RequestInit = {}) => {
    const begin = performance.now();
    const answer = await fetch(address + path, init);
    await answer.arrayBuffer();
    latencies.push(performance.now() - begin);
    statuses.add(answer.status);
  };
  const under: Promise<void>[] = [];
  let sent = 0;
  let due = performance.now();
  for (let second = 0; second < seconds; second++) {
    const latencies: number[] = [];
    timeline.push({ latencies, kilobytes: memoryOf(started.child.pid!), load: loadavg()[0]! });
    const sending = [timed('/v1/projects/k1/settings', latencies)];
    for (let at = 0; at < batchesPerSecond; at++, sent++) {
      sending.push(timed('/v1/batch?writeKey=k1', latencies, { method: 'POST', body: batch(sent) }));
      // A machine that was held up for long does not owe what it did not send.
      due = Math.max(due + 1000 / batchesPerSecond, performance.now() - 1000);
      await sleep(Math.max(0, due - performance.now()));
    }
    under.push(Promise.all(sending).then(() => {}));
  }
  await Promise.all(under);
  expect([...statuses]).toEqual([200]);
  const counts = async () => (await (await fetch(`${admin}/api/counts`)).json()) as Counts;
  const all = sent * callsPerBatch;
  await expect.poll(counts, { timeout: 60_000 }).toMatchObject({ accepted: all, delivered: all, waiting: 0, dead: 0 });
  expect(delivered).toBe(all);
  expect(started.printed.stderr).not.toMatch(/"level":[56]0/);
  if (seconds >= 300) expectFlat(timeline);
}, 1_200_000);

/** The last two minutes against the second and the third: a leak or a growing queue shows, a busy machine does not. */
function expectFlat(timeline: readonly Second[]): void {
  const figuresOf = (part: readonly Second[]) => ({
    milliseconds: median(part.flatMap(({ latencies }) => latencies)),
    kilobytes: median(part.map(({ kilobytes }) => kilobytes)),
    // Tells latency that others on this machine cause from that of the server.
    load: median(part.map(({ load }) => load)),
  });
  const minutes = Array.from({ length: Math.floor(timeline.length / 60) }, (_, at) =>
    figuresOf(timeline.slice(60 * at, 60 * (at + 1))),
  );
  console.log(minutes.map((figures) => JSON.stringify(figures)).join('\n'));
  const [early, late] = [figuresOf(timeline.slice(60, 180)), figuresOf(timeline.slice(-120))];
  expect(late.milliseconds).toBeLessThan(early.milliseconds * 4 + 50);
  expect(late.kilobytes).toBeLessThan(early.kilobytes * 1.5 + 64 * 1024);
}
