import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Address } from './config/config.ts';

/** An address that can't be listened on, as a diagnostic (C613). */
export class ListenFault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** What an error of listening means for whoever wrote the address; other errors as they are. */
export function listenFault(error: unknown, { host, port, place }: Address, name: 'listen' | 'admin'): unknown {
  const reason = reasons[String((error as NodeJS.ErrnoException).code)];
  if (reason === undefined) return error;
  const message = `${host.includes(':') ? `[${host}]` : host}:${port} ${reason}`;
  const notes = [`choose another address: ${name} in crosswalk.yaml`];
  return new ListenFault({ code: 'C613', severity: 'error', message, notes, ...(place && { labels: [place] }) });
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken: another program listens there',
  EACCES: 'may not be listened on by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not a host that is known here',
};
