import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A program could not start; the message is what it said itself. */
export class NotStarted extends Error {}

interface Running {
  readonly child: ChildProcess;
  /** What it printed, when it has ended. */
  readonly ended: Promise<string>;
}

const longestMs = 30_000;

/** Programs of ours that run as processes of their own, as an operator would start them. */
export class Programs {
  private readonly running: Running[] = [];

  /**
   * Starts a program of Node and waits until its output matches; gives what the pattern caught. Rejects with `NotStarted`
   * when it ends before, or takes 30 s.
   */
  async start(file: URL, args: readonly string[], pattern: RegExp, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
    const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const printed = { stdout: '', stderr: '' };
    const said = new Promise<string[]>((resolve) => {
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          printed[name] += text;
          const found = pattern.exec(printed.stdout);
          if (found) resolve(found.slice(1));
        });
      }
    });
    const ended = once(child, 'close').then(() => `${printed.stderr}${printed.stdout}`.trim());
    this.running.push({ child, ended });
    const first = await Promise.race([said, ended, sleep(longestMs, 'it did not start within 30 s', { ref: false })]);
    if (typeof first === 'string') throw new NotStarted(first);
    return first;
  }

  /** Hands on each line that the programs log from now on. */
  hear(listener: (line: string) => void): void {
    for (const { child } of this.running) createInterface({ input: child.stderr! }).on('line', listener);
  }

  /** Resolves with what a program printed, as soon as one has ended. */
  ended(): Promise<string> {
    return Promise.race(this.running.map(({ ended }) => ended));
  }

  /** Asks all of them to end, the last one first, and waits; ends by force what has not ended after 15 s. */
  async stop(): Promise<void> {
    for (const { child, ended } of this.running.toReversed()) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(timer);
    }
  }
}
