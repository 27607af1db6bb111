import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDelivering } from '../whole/delivering.ts';
import { memoryOf } from '../whole/memory.ts';
import type { Started } from '../whole/program.ts';
import { mutate, type Wire } from './mutate-request.ts';
import { Chance } from './random.ts';
import { seeds, writeKey } from './seeds.ts';
import { volley } from './volley.ts';

/** `npm run test:long` sends a million. */
const count = Number(process.env.CROSSWALK_FUZZ ?? (process.env.CROSSWALK_LONG ? 1_000_000 : 4_000));
const seed = Number(process.env.CROSSWALK_SEED ?? Date.now() % 2 ** 31);
const perConnection = 40;
const connections = 12;

let started: Started;
let stop: () => Promise<void>;
const events = new Set<string>();

beforeAll(async () => {
  const heard = (body: string) => void (body.includes('After all') && events.add('After all'));
  ({ started, stop } = await startDelivering(writeKey, heard));
});
afterAll(() => stop());

const memory = () => memoryOf(started.child.pid!);

it(`of ${count} requests that nobody should send (seed ${seed}), none costs the server more than its answer`, async () => {
  const { address } = await started.listens;
  const port = Number(new URL(address).port);
  const chance = new Chance(seed);
  const seen = new Map<number, number>();
  let made = 0;
  /** Kilobytes after each tenth of the requests. */
  const tenths: number[] = [];
  const alone: Wire[] = [];

  const next = (): Wire[] => {
    const single = alone.shift();
    if (single) return [single];
    const wires: Wire[] = [];
    while (wires.length < perConnection && made < count) {
      made += 1;
      const wire = mutate(chance.pick(seeds), chance);
      (wire.isFramed ? wires : alone).push(wire);
    }
    if (made >= (count * (tenths.length + 1)) / 10) tenths.push(memory());
    return wires.length > 0 ? wires : alone.splice(0, 1);
  };
  const sending = Array.from({ length: connections }, async () => {
    for (let wires = next(); wires.length > 0; wires = next()) {
      const { statuses, left } = await volley(port, wires);
      for (const status of statuses) seen.set(status, (seen.get(status) ?? 0) + 1);
      alone.push(...left);
    }
  });
  await Promise.all(sending);

  const statuses = Object.fromEntries([...seen].sort(([a], [b]) => a - b));
  if (count > 100_000) console.log(JSON.stringify({ seed, statuses, kilobytes: tenths }));
  expect(Object.keys(statuses).filter((status) => Number(status) >= 500)).toEqual([]);
  expect(started.child.exitCode).toBeNull();
  // A leak of a few hundred bytes a request would show in the long form.
  expect(memory()).toBeLessThan(tenths[1]! * 1.5 + 100 * 1024);

  const body = JSON.stringify({ userId: 'u1', event: 'After all' });
  const good = await fetch(`${address}/v1/track?writeKey=${writeKey}`, { method: 'POST', body });
  expect(good.status).toBe(200);
  await expect.poll(() => events.has('After all'), { timeout: 60_000 }).toBe(true);
  expect(started.printed.stderr).not.toContain('a request failed');
}, 7_200_000);
