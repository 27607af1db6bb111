import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Story, type Tuning, usualTuning } from '@crosswalk/delivery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configText, startServer, type TestServer } from '../whole/server.ts';
import { startSink } from '../whole/sink.ts';
import { isTaken, type Misdeed, type Script, type Scripted, startScripted } from './scripted.ts';

const isLong = process.env.CROSSWALK_CHAOS_KILLS !== undefined;
const users = isLong ? 60 : 25;
/** Sent by fours. */
const callsEach = isLong ? 52 : 16;
const timeoutMs = 250;
const retry = { base: 5, cap: 40, longestRetryAfter: 60_000, giveUpAfter: 3_600_000, giveUpTries: 1000 };
const tuning = { reorderMs: 0, probeMs: 20, retry };

const common: readonly Misdeed[] = [
  '408',
  '425',
  '429',
  '429 after 50 ms',
  '429 after nonsense',
  '500',
  '502',
  '503',
  '503 after a date',
  '504',
  'reset',
  'garbage',
];
const rare: readonly Misdeed[] = ['taken, then reset', 'half an answer', 'taken, then half an answer'];
const costly: readonly Misdeed[] = ['time-out', 'slow bytes'];
/** What no call is at fault for. */
const holding: readonly Misdeed[] = ['301', '302', '307', '401', '403', '404', '405'];
const thanks = ['taken', 'taken, 201', 'taken, 204', 'taken, garbage in the body'] as const;

/** Every call's prescribed answers; told by user and number, so that a run can be repeated. */
function scriptOf(userId: string, n: number): Script {
  const number = Number(userId.slice(1)) * callsEach + n;
  const end = number % 29 === 0 ? (['400', '413', '422'] as const)[n % 3]! : thanks[n % 4]!;
  const first: Misdeed[] = [];
  if (number % 4 === 0) first.push(common[(number >> 2) % common.length]!);
  if (number % 8 === 0) first.push(common[(number >> 3) % common.length]!);
  // A call that is refused in the end is not taken before.
  if (number % 31 === 0 && end.startsWith('taken')) first.push(rare[(number / 31) % rare.length]!);
  if (number % 37 === 0) first.push(holding[(number / 37) % holding.length]!);
  if (number % 97 === 0) first.push(costly[(number / 97) % costly.length]!);
  return { first, end };
}

let folder: string;
const stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-answers-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(folder, { recursive: true });
});

async function startAt(endpoint: string, by: Partial<Tuning> = tuning): Promise<TestServer> {
  const text = `data: ${join(folder, 'calls')}\n${configText(endpoint, ['k1'])}`;
  const server = await startServer(text, by, { timeoutMs });
  stops.push(server.stop);
  return server;
}

async function post(server: TestServer, batch: readonly object[]): Promise<void> {
  const headers = { authorization: `Basic ${btoa('k1:')}` };
  const answer = await fetch(`${server.address}/v1/batch`, {
    method: 'POST',
    body: JSON.stringify({ batch }),
    headers,
  });
  expect(answer.status).toBe(200);
}

const track = (userId: string, n: number) => {
  return { type: 'track', userId, event: 'Paid', messageId: `${userId}-${n}`, properties: { n } };
};
const numbers = Array.from({ length: callsEach }, (_, n) => n);
const userIds = Array.from({ length: users }, (_, at) => `u${at}`);

describe('a Connect that misbehaves by script', () => {
  it(`ends each of ${users} x ${callsEach} calls as its answers say, once and in order`, {
    timeout: isLong ? 900_000 : 180_000,
  }, async () => {
    const connect = await startScripted(scriptOf);
    stops.push(connect.close);
    const server = await startAt(connect.address);
    for (let n = 0; n < callsEach; n += 4) {
      await post(
        server,
        userIds.flatMap((userId) => [0, 1, 2, 3].map((more) => track(userId, n + more))),
      );
    }
    await server.settled();
    for (const userId of userIds) await expectEnds(userId, connect, server);
    const { accepted, delivered, dead } = await server.counts();
    expect([accepted, delivered + dead]).toEqual([users * callsEach, users * callsEach]);
    expect(connect.timesFollowed()).toBe(0);
    expect(new Set(userIds.flatMap((userId) => numbers.flatMap((n) => scriptOf(userId, n).first)))).toEqual(
      new Set([...common, ...rare, ...costly, ...holding]),
    );
  });

  it('waits as long as it is asked to', async () => {
    const connect = await startScripted(() => ({ first: ['429 after 50 ms', '429 after 50 ms'], end: 'taken' }));
    stops.push(connect.close);
    const server = await startAt(connect.address);
    const before = performance.now();
    await post(server, [track('u0', 0)]);
    await server.settled();
    expect(performance.now() - before).toBeGreaterThan(100);
    expect(connect.taken).toHaveLength(1);
  });

  it('costs no call by a wrong key: they are held back until it is mended', async () => {
    const refusing = await startSink(new Array(1000).fill(401));
    stops.push(refusing.close);
    const before = await startAt(refusing.address, usualTuning);
    await post(
      before,
      userIds.map((userId) => track(userId, 0)),
    );
    await expect.poll(async () => (await fetch(`${before.admin}/ready`)).status).toBe(503);
    expect(refusing.requests.length).toBeLessThan(20);
    expect(await before.counts()).toMatchObject({ accepted: users, delivered: 0, dead: 0 });
    await stops.pop()!();

    const connect = await startScripted(() => ({ first: [], end: 'taken' }));
    stops.push(connect.close);
    const server = await startAt(connect.address);
    await server.settled();
    expect(connect.taken.map(({ userId }) => userId).sort()).toEqual([...userIds].sort());
    expect(await server.counts()).toMatchObject({ delivered: users, dead: 0 });
  });
});

async function expectEnds(userId: string, connect: Scripted, server: TestServer): Promise<void> {
  const good = numbers.filter((n) => isTaken(scriptOf(userId, n)));
  const arrived = connect.taken.filter((one) => one.userId === userId).map(({ n }) => n);
  expect(arrived, userId).toEqual(good);
  const stories = (await (await fetch(`${server.admin}/api/calls?user=${userId}&most=1000`)).json()) as Story[];
  for (const n of numbers) {
    const { first, end } = scriptOf(userId, n);
    const [delivery] = stories.find(({ messageId }) => messageId === `${userId}-${n}`)!.deliveries;
    const name = `${userId}-${n}: ${[...first, end].join(', ')}`;
    expect(delivery!.state, name).toBe(end.startsWith('taken') ? 'delivered' : 'dead');
    // Each misdeed of its own was answered by another try.
    expect(connect.timesAsked(userId, n), name).toBeGreaterThan(first.length);
    if (end.startsWith('taken')) continue;
    expect(delivery!.fate, name).toMatchObject({ code: 'MESSAGE_REJECTED', reason: expect.stringContaining(end) });
    expect(delivery!.attempts.at(-1), name).toMatchObject({ verdict: 'split', status: Number(end) });
  }
}
