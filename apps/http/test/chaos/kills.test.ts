import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProgram, theServer } from '../whole/program.ts';
import { apiKey, connectMapping } from '../whole/server.ts';
import { acceptances, counts, left } from './admin.ts';
import { Load, type SourceName, writeKeys } from './load/load.ts';
import { atServer, guest, guests, inPage, knot } from './load/people.ts';
import { freePort, startRecorder } from './recorder.ts';
import { Restarted } from './restarted.ts';
import { allWell, type Effect, figuresOf, verdictOn } from './verdict.ts';

/** `npm run test:chaos` asks for many more. */
const kills = Number(process.env.CROSSWALK_CHAOS_KILLS ?? 3);
const hour = 3_600_000;
const connectMain = fileURLToPath(new URL('../../../connect/dist/main.js', import.meta.url));
/** The reorder window; while the server's clock runs behind the newest time it has seen, its time passes at half speed. */
const window = { sure: 140, whole: 300 };

let folder: string;
const stops: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-chaos-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(folder, { recursive: true });
});

function run(begin: ConstructorParameters<typeof Restarted>[0]): Restarted {
  const program = new Restarted(begin);
  stops.push(() => program.end('SIGKILL'));
  return program;
}

/** Two sources share an environment, one has a slow one, and one has one that is down. */
function configText(endpoints: Readonly<Record<SourceName, string>>): string {
  const sources = Object.entries(endpoints).map(
    ([name, endpoint]) => `  - name: ${name}
    writeKeys: [${writeKeys[name as SourceName]}]
    destinations:
      - settings: { apiKey: ${apiKey}, endpoint: "${endpoint}" }
`,
  );
  return `listen: 127.0.0.1:0
admin: 127.0.0.1:0
data: ./calls
mapping: ${connectMapping}
sources:
${sources.join('')}`;
}

/** A server and a Connect as processes, the server under a clock that can be set. */
async function setUp() {
  // Connect comes up at the same port each time, as the server's configuration names it.
  let port = '0';
  const connect = run(() => {
    const args = ['--port', port, '--data', join(folder, 'connect'), '--key', apiKey];
    return startProgram(args, folder, { main: connectMain, pattern: /listens on ((\S+))\n/ });
  });
  const { address } = await connect.addresses();
  port = new URL(address).port;
  const slow = await startRecorder({ delayMs: 700 });
  stops.push(slow.close);
  const downPort = await freePort();
  const at = (number: number) => `http://127.0.0.1:${number}`;
  const endpoints = { shop: address, app: address, far: at(slow.port), down: at(downPort) };
  writeFileSync(join(folder, 'crosswalk.yaml'), configText(endpoints));

  const clockFile = join(folder, 'clock');
  const setClock = (ms: number) => writeFileSync(clockFile, String(ms));
  setClock(0);
  const preload = new URL('./shifted-clock.ts', import.meta.url).href;
  const underClock = { ...theServer, node: ['--import', preload], environment: { SHIFTED_CLOCK: clockFile } };
  const server = run(() => startProgram(['crosswalk.yaml'], folder, underClock));
  const bringUp = async () => {
    const up = await startRecorder({ port: downPort });
    stops.push(up.close);
    return up;
  };
  return { connect, server, slow, setClock, bringUp };
}

function beginLoad(load: Load): Promise<unknown> {
  const many = (count: number, one: (at: number) => Promise<void>) => Array.from({ length: count }, (_, at) => one(at));
  return Promise.all([
    ...many(12, (at) => atServer(`person${at}`, 'shop', load)),
    ...many(14, (at) => inPage(`visitor${at}`, load)),
    ...many(3, (at) => knot(`knot${at}`, load)),
    ...many(2, (at) => atServer(`far${at}`, 'far', load)),
    ...many(2, (at) => atServer(`late${at}`, 'down', load)),
    guests(load),
  ]);
}

/** Waits for more answers than requests can have been under way, so that the last of them were taken in after now. */
async function answersAfter(load: Load, count: number): Promise<void> {
  const enough = load.told.length + count;
  await expect.poll(() => load.told.length, { timeout: 20_000, interval: 20 }).toBeGreaterThan(enough);
}

describe('killed at random moments', () => {
  it(`under a clock that jumps, the server and Connect lose, double and reorder nothing (${kills} kills)`, {
    timeout: 120_000 + kills * 8_000,
  }, async () => {
    const { connect, server, slow, setClock, bringUp } = await setUp();
    const load = new Load(async () => (await server.addresses()).address, Math.random);
    const sending = beginLoad(load);
    for (let kill = 0; kill < kills; kill++) {
      // Now and then while they come up, else at work.
      if (load.random() > 0.2) await Promise.all([server.addresses(), connect.addresses()]);
      await sleep(load.random() * 1000);
      // By hours forth first, until calls were accepted then; afterwards back and forth.
      setClock(Math.round((kill === 0 ? 1 : load.random() * 2 - 1) * 5 * hour));
      if (kill === 0) await answersAfter(load, 300);
      await sleep(load.random() * 200);
      const dice = load.random();
      await Promise.all([dice < 0.6 && server.killAndStart(), dice > 0.5 && connect.killAndStart()]);
    }
    load.isOver = true;
    await sending;

    let { admin } = await server.addresses();
    await expect.poll(() => left(admin, ['shop', 'app']), { timeout: 100_000, interval: 50 }).toBe(0);
    // The environment that is down held up nobody.
    expect(await left(admin, ['down'])).toBe(load.told.filter(({ source }) => source === 'down').length);
    slow.hurry();
    const up = await bringUp();
    await server.killAndStart();
    ({ admin } = await server.addresses());
    await expect.poll(() => left(admin, ['far', 'down']), { timeout: 100_000, interval: 50 }).toBe(0);

    const accepted = await acceptances(admin);
    const of = (...sources: SourceName[]) => load.told.filter(({ source }) => sources.includes(source));
    const arrived = await effects((await connect.addresses()).address);
    const verdicts = [
      verdictOn(of('shop', 'app'), accepted, arrived, window, [guest]),
      verdictOn(of('far'), accepted, slow.effects, window),
      verdictOn(of('down'), accepted, up.effects, window),
    ];
    const calls = load.told.length;
    if (kills > 10) console.log({ kills, calls, repeated: load.repeated }, ...verdicts.map(figuresOf));
    for (const verdict of verdicts) expect(verdict).toMatchObject(allWell);
    for (const source of ['shop', 'app', 'far', 'down'] as const) expect(of(source).length).toBeGreaterThan(0);
    expect(verdicts[0]!.contradictory.length).toBeLessThan(calls / 20);
    expect(await counts(admin)).toMatchObject({ accepted: calls, delivered: calls, dead: 0, skipped: 0 });

    const times = Array.from(accepted.values(), ({ acceptedAt }) => acceptedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThan(Date.now() + 4 * hour);
    expect(server.stderr).toContain('D504');

    for (const program of [server, connect]) expect(await program.end('SIGTERM')).toBe(0);
    for (const file of ['calls/crosswalk.db', 'connect/connect.db']) {
      const db = new DatabaseSync(join(folder, file));
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      db.close();
    }
  });
});

async function effects(address: string): Promise<Effect[]> {
  const answer = await fetch(`${address}/api/calls?after=0`, { headers: { authorization: `Bearer ${apiKey}` } });
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Effect);
}
