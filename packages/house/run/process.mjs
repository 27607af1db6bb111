import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

const running = new Set();
/** Signals so far. npm passes on a second copy of each. */
const seen = new Set();
let stoppedBy;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));

// Who kills npm kills the shell between npm and us, and we would go on with nobody to answer to.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop('SIGTERM'), 250).unref();

function stop(signal) {
  if (seen.has(signal)) return;
  seen.add(signal);
  stoppedBy ??= signal;
  if (running.size === 0) process.exit(statusOf(null, signal));
  // Ctrl-C has reached the children by the terminal; a second SIGINT would cut their stopping short.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of running) child.kill(signal);
}

/** Runs a program to its end. Gives its exit status (128 + the signal's number when it was killed) and what it printed. */
export function execute(command, args, { cwd = root, env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    const end = (status, problem = '') => {
      running.delete(child);
      resolve({ status, output: output + problem });
    };
    child.on('error', (error) => end(127, `${command}: ${error.message}\n`));
    child.on('close', (code, signal) => end(statusOf(code, signal)));
  });
}

/** Hands the terminal over to a program and gives its exit status. */
export async function program(command, args, options) {
  return (await execute(command, args, { ...options, show: true })).status;
}

/**
 * One step, one line: what it printed is shown only when it fails. `summary` may make a few words of it for the line, and
 * `isNews` keep the line back when there was nothing to do. Lines go to stderr, since stdout belongs to the program that
 * is started at the end. A signal ends everything here.
 */
export async function step(name, command, args, { summary, isNews = () => true, ...options } = {}) {
  const started = Date.now();
  if (process.stderr.isTTY) process.stderr.write(`  ${name} ...`);
  const { status, output } = await execute(command, args, options);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (stoppedBy) process.exit(statusOf(null, stoppedBy));
  if (status === 0 && !isNews(output)) return true;
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const words = [name, summary?.(output), seconds].filter(Boolean).join(', ');
  console.error(`${status === 0 ? '✓' : '✗'} ${words}`);
  if (status !== 0) console.error(`\n${output.trimEnd()}\n`);
  return status === 0;
}

function statusOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
