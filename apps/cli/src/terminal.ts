import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes; tests pass streams of their own. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
}

type PossiblyTerminal = Writable & { isTTY?: boolean };

/** The process's own. Colours when a person looks, unless `NO_COLOR` or `FORCE_COLOR` say otherwise. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const colour = (stream: PossiblyTerminal) =>
    env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY === true && env.TERM !== 'dumb';
  return { stdin, stdout, stderr, colour: { stdout: colour(stdout), stderr: colour(stderr) } };
}

/** Writes and waits while the reader is slower than we are, so that nothing piles up in memory. */
export async function print(stream: Writable, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain');
}
