import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A program of ours that runs as a process of its own, and listens. */
export interface Program {
  /** What the pattern caught in its output. */
  readonly said: readonly string[];
  /** Resolves with what it printed when it ends by itself. */
  readonly ended: Promise<string>;
  /** Asks it to end, waits for it, and ends it by force after 15 s. */
  stop(): Promise<void>;
}

/** Could not start; the message is what the program itself said. */
export class NotStarted extends Error {}

const longestMs = 30_000;

/** Starts a program of Node and waits until its output matches. Rejects with `NotStarted` when it ends before, or takes 30 s. */
export async function startProgram(
  file: URL,
  args: readonly string[],
  pattern: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const printed = { stdout: '', stderr: '' };
  const said = new Promise<readonly string[]>((resolve) => {
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed[name] += text;
        const found = pattern.exec(printed.stdout);
        if (found) resolve(found.slice(1));
      });
    }
  });
  const ended = once(child, 'close').then(() => `${printed.stderr}${printed.stdout}`.trim());
  const first = await Promise.race([said, ended, sleep(longestMs, undefined, { ref: false })]);
  if (first === undefined) {
    await stop(child, ended);
    throw new NotStarted(`${fileURLToPath(file)} did not start within ${longestMs / 1000} s`);
  }
  if (typeof first === 'string') throw new NotStarted(first);
  return { said: first, ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}
