#!/usr/bin/env node
import { StoreFault } from '@crosswalk/delivery';
import { help, logLevel, parseCommandLine, WrongUsage } from './command-line.ts';
import { ListenFault } from './listen-fault.ts';
import { type Loaded, load } from './load.ts';
import { type Running, type StartOptions, start } from './start.ts';

const status = await main(process.argv.slice(2));
// A destination that still takes its time must not keep the process; what it answers is asked for again.
process.exit(status);

/** Runs until a signal comes; gives the exit status. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const { file, help: wantsHelp, check } = parseCommandLine(args);
    if (wantsHelp) {
      process.stdout.write(help);
      return 0;
    }
    const loaded = load(file, process.env);
    if (loaded.diagnostics.length > 0) console.error(loaded.show(loaded.diagnostics, process.stderr.isTTY));
    if (!loaded.sources) return 1;
    if (check) console.log(`${file} is well: ${loaded.sources.map(({ name }) => name).join(', ')}`);
    if (check) return 0;
    return await run(loaded, loaded.config!, loaded.sources, { file, load: () => load(file, process.env) });
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    console.error(`${error.message}\n--help tells more.`);
    return 2;
  }
}

async function run(
  loaded: Loaded,
  config: NonNullable<Loaded['config']>,
  sources: NonNullable<Loaded['sources']>,
  from: NonNullable<StartOptions['from']>,
): Promise<number> {
  // Signals are listened for from the start, so that one which comes early is not lost.
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  let running: Running;
  try {
    running = await start({
      config,
      sources,
      from,
      logger: { level: logLevel(process.env), stream: process.stderr },
    });
  } catch (error) {
    if (!(error instanceof ListenFault) && !(error instanceof StoreFault)) throw error;
    console.error(loaded.show([error.diagnostic], process.stderr.isTTY));
    return 1;
  }
  console.log(`Crosswalk takes calls on ${running.address}`);
  console.log(`For operators: ${running.admin}/, ${running.admin}/ready, ${running.admin}/metrics`);
  await stopped;
  await running.stop();
  return 0;
}
