#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seedCalls } from './calls.ts';
import { type CommandLine, help, parseCommandLine, WrongUsage } from './command-line.ts';
import { fatesOf } from './fates.ts';
import { NotStarted, type Program, startProgram } from './program.ts';
import { sendCalls } from './send-calls.ts';
import { callsTable, whatNext } from './show.ts';

const here = (path: string) => new URL(`../${path}`, import.meta.url);
/** The key of Connect and the write key that crosswalk.yaml names. They open nothing but this demo. */
const connectKey = '0123456789abcdef0123456789abcdef';
const writeKey = 'development-write-key';

async function main(args: readonly string[]): Promise<number> {
  try {
    const line = parseCommandLine(args);
    if (!line.help) return await demo(line);
    process.stdout.write(help);
    return 0;
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    console.error(`${error.message}\n--help tells more.`);
    return 2;
  }
}

async function demo(line: CommandLine): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  const data = mkdtempSync(join(tmpdir(), 'crosswalk-demo-'));
  const programs: Program[] = [];
  try {
    await show(line, data, programs);
    if (!line.once) await untilStopped(stopped, programs);
    return 0;
  } catch (error) {
    console.error(`\n${(error as Error).message}`);
    if (error instanceof NotStarted) console.error(`\n${portsHint}`);
    return 1;
  } finally {
    for (const program of programs.reverse()) await program.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const portsHint =
  'This needs the addresses in apps/demo/crosswalk.yaml and port 4010. An earlier npm start may still run.';

/** Serves until a signal comes. Throws what a program printed that ended by itself. */
async function untilStopped(stopped: Promise<void>, programs: readonly Program[]): Promise<void> {
  const ended = programs.map(async (program) => {
    const output = await program.ended;
    // Ctrl-C reaches the programs as well, and perhaps before us.
    await Promise.race([stopped.then(() => undefined), sleep(500).then(() => Promise.reject(new Error(output)))]);
  });
  await Promise.race([stopped, ...ended]);
}

/** Starts both programs, sends the calls, prints what became of them. */
async function show({ config, connectPort, once }: CommandLine, data: string, programs: Program[]): Promise<void> {
  const connect = await startProgram(
    here('../connect/dist/main.js'),
    ['--port', connectPort, '--data', data, '--key', connectKey],
    /Connect listens on (\S+)\n/,
  );
  programs.push(connect);
  const [connectAddress] = connect.said as [string];
  const file = config ?? relative('', fileURLToPath(here('crosswalk.yaml')));
  const env = { CONNECT_ADDRESS: connectAddress, LOG_LEVEL: 'warn' };
  const server = await startProgram(
    here('../http/dist/main.js'),
    [file],
    /takes calls on (\S+)\n.*?(http\S+)\/ready/,
    env,
  );
  programs.push(server);
  const [address, admin] = server.said as [string, string];
  console.log(`Connect runs on ${connectAddress}, Crosswalk on ${address} (${file})\n`);
  const witnesses = { admin, connect: connectAddress, key: connectKey };
  const sent = await sendCalls(seedCalls(here('calls.ndjson')), address, writeKey);
  console.log(callsTable(sent, await fatesOf(sent, witnesses)));
  console.log(whatNext(witnesses, address, once));
}

process.exitCode = await main(process.argv.slice(2));
