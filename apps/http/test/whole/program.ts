import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  readonly printed: { stdout: string; stderr: string };
  readonly ended: Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
  /** Its addresses, when it listens. Rejects with what it printed when it ends before. */
  readonly listens: Promise<{ readonly address: string; readonly admin: string }>;
}

interface Program {
  readonly main: string;
  readonly pattern: RegExp;
  /** A program that runs it. */
  readonly under?: readonly string[];
  /** Arguments of Node's own. */
  readonly node?: readonly string[];
  /** Added to its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The server unless told otherwise. The pattern catches the addresses in what it prints. */
export const theServer: Program = { main, pattern: /takes calls on (\S+)\n.*?(http\S+)\/,/ };

/** A program as operators run it: built, as a process of its own. */
export function startProgram(args: readonly string[], cwd: string, program: Program = theServer): Started {
  const [command, ...words] = [
    ...(program.under ?? []),
    process.execPath,
    ...(program.node ?? []),
    program.main,
    ...args,
  ];
  const child = spawn(command!, words, {
    cwd,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', ...program.environment },
  });
  const printed = { stdout: '', stderr: '' };
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, ...printed }));
  const listens = new Promise<{ address: string; admin: string }>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      printed.stdout += data;
      const found = program.pattern.exec(printed.stdout);
      if (found) resolve({ address: found[1]!, admin: found[2]! });
    });
    void ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  listens.catch(() => {});
  child.stderr.on('data', (data) => {
    printed.stderr += data;
  });
  return { child, printed, ended, listens };
}
