import { print, type Terminal } from '../terminal.ts';
import { ServerFault } from './server.ts';

/** Runs what asks a server; what the server says no to is told on stderr, with status 1. */
export async function told(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof ServerFault)) throw fault;
    await print(terminal.stderr, `${fault.message}\n`);
    return 1;
  }
}
