import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A program that was started. */
export interface Program {
  readonly pid: number;
  /** The first line of it that fits. */
  line(fits?: RegExp): Promise<string>;
  /** All that it printed, when it has ended. */
  ended(): Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts one of this folder's programs. */
export function start(name: string, args: readonly (string | number)[]): Program {
  return startFile(fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url)), args);
}

export function startFile(file: string, args: readonly (string | number)[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, ['--no-warnings', file, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const closed = once(child, 'close').then(() => running.delete(child));
  return {
    pid: child.pid!,
    async line(fits = /./) {
      for (;;) {
        const found = printed
          .split('\n')
          .slice(0, -1)
          .find((line) => fits.test(line));
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}: ${printed}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async ended() {
      await closed;
      return printed;
    },
    async stop(signal = 'SIGKILL') {
      child.kill(signal);
      await closed;
    },
  };
}
