import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { program } from '../src/program.ts';

/** A mapping folder of these tests. */
export const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `crosswalk WORDS...` in this process, without colours. */
export async function run(words: readonly string[], input: string | Readable = ''): Promise<Ran> {
  const stdout = new Collected();
  const stderr = new Collected();
  const stdin = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input;
  const status = await program(words, { stdin, stdout, stderr, colour: { stdout: false, stderr: false } });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
