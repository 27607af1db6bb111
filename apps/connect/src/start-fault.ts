import type { ConnectOptions } from './connect.ts';
import { StoreUnavailable } from './store/database.ts';

/** Why it could not start, and what to do, for the one who started it. What we did not foresee keeps its stack. */
export function startFault(error: Error, { host, port }: ConnectOptions): string {
  if (error instanceof StoreUnavailable) return error.message;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Stop what listens there, or choose another: --port (0 lets the system choose).`;
    case 'EACCES':
      return `Port ${port} on ${host} may not be listened on by this user. Choose one above 1023: --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}. Give one of its own: --host.`;
    default:
      return error.stack ?? error.message;
  }
}
