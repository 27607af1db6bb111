import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

/** Starts one of these programs, by way of another one where told. */
export function startProgram(name: string, args: readonly string[], by: readonly string[] = []) {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const line = [...by, process.execPath, '--no-warnings', '--conditions=source', program, ...args];
  const child = spawn(line[0]!, line.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const printed = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    printed.out += data;
  });
  child.stderr.on('data', (data) => {
    printed.err += data;
  });
  const ended = once(child, 'close');
  /** Resolves when it has printed something. */
  const speaks = async () => {
    while (printed.out === '' && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
    if (printed.out === '') throw new Error(`it ended without a word: ${printed.err}`);
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, printed, ended, speaks, kill };
}
