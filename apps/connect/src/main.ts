#!/usr/bin/env node
import { isLoopback } from '@crosswalk/pages';
import { help, parseCommandLine, WrongUsage } from './command-line.ts';
import { type Connect, type ConnectOptions, startConnect } from './connect.ts';
import { startFault } from './start-fault.ts';

process.exitCode = await main(process.argv.slice(2));

/** Runs until a signal comes; gives the exit status. */
async function main(args: readonly string[]): Promise<number> {
  let options: ReturnType<typeof parseCommandLine>;
  try {
    options = parseCommandLine(args);
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    console.error(`${error.message}\n--help tells more.`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(help);
    return 0;
  }
  return run({ ...options, now: Date.now });
}

async function run(options: ConnectOptions): Promise<number> {
  // Signals are listened for from the start, so that one which comes early is not lost.
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });
  let connect: Connect;
  try {
    connect = await startConnect(options);
  } catch (error) {
    console.error(startFault(error as Error, options));
    return 1;
  }
  announce(connect, options);
  await stopped;
  await connect.close();
  return 0;
}

function announce({ address }: Connect, { data, host }: ConnectOptions): void {
  if (!isLoopback(host)) {
    console.error(`NOTE: the pages have no login. Whoever reaches ${host} sees all people and events.`);
  }
  if (data === undefined) {
    console.error('NOTE: everything is kept in memory and is gone when this ends. To keep it, start with --data DIR.');
  }
  console.log(`Connect listens on ${address}`);
  console.log(`Calls as they come: ${address}/feed`);
}
