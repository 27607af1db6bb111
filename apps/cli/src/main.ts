#!/usr/bin/env node
import { program } from './program.ts';
import { processTerminal } from './terminal.ts';

// Whoever reads our output may have seen enough (`| head`): that is no fault of anybody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}

process.exitCode = await program(process.argv.slice(2), processTerminal());
