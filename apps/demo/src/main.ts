#!/usr/bin/env node
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seedCalls } from './calls.ts';
import { type CommandLine, help, parseCommandLine, WrongUsage } from './command-line.ts';
import { fatesOf } from './fates.ts';
import { readable } from './log-line.ts';
import { NotStarted, Programs } from './programs.ts';
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
  const signals = new AbortController();
  const stopped = once(signals.signal, 'abort');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => signals.abort());
  const data = mkdtempSync(join(tmpdir(), 'crosswalk-demo-'));
  const programs = new Programs();
  try {
    await Promise.race([stopped, show(line, data, programs)]);
    if (!line.once) {
      programs.hear((logged) => signals.signal.aborted || console.error(readable(logged)));
      await Promise.race([stopped, fault(programs, signals.signal)]);
    }
    return line.once && signals.signal.aborted ? 1 : 0;
  } catch (error) {
    if (signals.signal.aborted) return 1;
    console.error(`\n${(error as Error).message}`);
    if (error instanceof NotStarted) console.error(`\n${portsHint}`);
    return 1;
  } finally {
    await programs.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const portsHint =
  'This needs the addresses in apps/demo/crosswalk.yaml and port 4010. An earlier npm start may still run.';

/** Throws what a program printed that ended by itself. */
async function fault(programs: Programs, stopped: AbortSignal): Promise<void> {
  const output = await programs.ended();
  // Ctrl-C reaches the programs as well, and perhaps before us.
  await sleep(500);
  if (!stopped.aborted) throw new Error(output);
}

/** Starts both programs, sends the calls, prints what became of them. */
async function show({ config, connectPort, once }: CommandLine, data: string, programs: Programs): Promise<void> {
  const options = ['--port', connectPort, '--data', data, '--key', connectKey];
  const [connect] = await programs.start(here('../connect/dist/main.js'), options, /Connect listens on (\S+)\n/);
  const file = config ?? relative('', fileURLToPath(here('crosswalk.yaml')));
  const env = { CONNECT_ADDRESS: connect, LOG_LEVEL: 'info' };
  const pattern = /takes calls on (\S+)\n.*?(http\S+)\/ready/;
  const [address, admin] = await programs.start(here('../http/dist/main.js'), [file], pattern, env);
  console.log(`Connect runs on ${connect}, Crosswalk on ${address} (${file})\n`);
  const witnesses = { admin: admin!, connect: connect!, key: connectKey };
  const sent = await sendCalls(seedCalls(here('calls.ndjson')), address!, writeKey);
  console.log(callsTable(sent, await fatesOf(sent, witnesses)));
  console.log(whatNext(witnesses, address!, once));
}

// What was under way when a signal came must not keep the process.
process.exit(await main(process.argv.slice(2)));
