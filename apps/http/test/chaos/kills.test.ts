import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Counts } from '@crosswalk/delivery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProgram } from '../whole/program.ts';
import { apiKey, configText } from '../whole/server.ts';
import { live } from './person.ts';
import { Restarted } from './restarted.ts';
import { type Effect, verdictOn } from './verdict.ts';

/** `npm run test:chaos` asks for many more. */
const kills = Number(process.env.CROSSWALK_CHAOS_KILLS ?? 6);
const people = 40;
const connectMain = fileURLToPath(new URL('../../../connect/dist/main.js', import.meta.url));

let folder: string;
const programs: Restarted[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-chaos-'));
});
afterEach(async () => {
  for (const program of programs.splice(0)) await program.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

function run(begin: ConstructorParameters<typeof Restarted>[0]): Restarted {
  const program = new Restarted(begin);
  programs.push(program);
  return program;
}

describe('killed at random moments', () => {
  it(`the server and Connect lose, double and reorder nothing (${kills} kills)`, {
    timeout: 120_000 + kills * 4_000,
  }, async () => {
    // Connect comes up at the same port each time, as the server's configuration names it.
    let port = '0';
    const connect = run(() => {
      const args = ['--port', port, '--data', join(folder, 'connect'), '--key', apiKey];
      return startProgram(args, folder, { main: connectMain, pattern: /listens on ((\S+))\n/ });
    });
    const { address: connectAddress } = await connect.addresses();
    port = new URL(connectAddress).port;
    writeFileSync(join(folder, 'crosswalk.yaml'), `data: ./calls\n${configText(connectAddress, ['k1'])}`);
    const server = run(() => startProgram(['crosswalk.yaml'], folder));

    let isOver = false;
    const load = {
      address: async () => (await server.addresses()).address,
      isOver: () => isOver,
      random: Math.random,
    };
    const lives = Promise.all(Array.from({ length: people }, (_, at) => live(`person${at}`, load)));
    for (let kill = 0; kill < kills; kill++) {
      await sleep(Math.random() * 1200);
      const dice = Math.random();
      await Promise.all([dice < 0.6 && server.killAndStart(), dice > 0.5 && connect.killAndStart()]);
    }
    isOver = true;
    const persons = await lives;
    const { admin } = await server.addresses();
    await expect.poll(() => open(admin), { timeout: 100_000, interval: 100 }).toBe(0);

    const verdict = verdictOn(persons, await effects((await connect.addresses()).address));
    if (kills > 10) console.log({ kills, ...verdict });
    expect(verdict.calls).toBeGreaterThan(people);
    expect(verdict).toEqual({ calls: verdict.calls, lost: 0, doubled: 0, outOfOrder: 0 });
    expect(await counts(admin)).toMatchObject({
      accepted: verdict.calls,
      delivered: verdict.calls,
      dead: 0,
      skipped: 0,
    });

    for (const program of [server, connect]) expect(await program.end('SIGTERM')).toBe(0);
    for (const file of ['calls/crosswalk.db', 'connect/connect.db']) {
      const db = new DatabaseSync(join(folder, file));
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      db.close();
    }
  });
});

const counts = async (admin: string) => (await (await fetch(`${admin}/api/counts`)).json()) as Counts;

async function open(admin: string): Promise<number> {
  const { waiting, inFlight } = await counts(admin);
  return waiting + inFlight;
}

async function effects(address: string): Promise<Effect[]> {
  const answer = await fetch(`${address}/api/calls?after=0`, { headers: { authorization: `Bearer ${apiKey}` } });
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Effect);
}
