import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { fixture } from './run.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

/** The command as people run it: built, as a process of its own. */
function crosswalk(...words: string[]) {
  const child = spawn(process.execPath, [main, ...words]);
  running.push(child);
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  // A command that ends early leaves our writing to it without a reader.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([status]) => ({ status: status as number, stderr }));
  return { child, ended };
}

const line = (number: number) =>
  `${JSON.stringify({ type: 'identify', userId: `u${number}`, traits: { name: 'x'.repeat(900) } })}\n`;

/** Writes so many events, as fast as the command takes them; it may have seen enough before. */
async function feed({ child }: ReturnType<typeof crosswalk>, lines: number): Promise<void> {
  const events = Readable.from(Array.from({ length: lines }, (_, number) => number)).map(line);
  await pipeline(events, child.stdin).catch(() => {});
}

/** The most memory the process ever held, in MB; Linux tells it. */
function peak(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024;
}

const isLong = process.env.CROSSWALK_LONG === '1';

describe('the command', () => {
  it.skipIf(process.platform !== 'linux')('maps a stream of events in little memory, however long it is', async () => {
    const lines = isLong ? 1_000_000 : 60_000;
    const command = crosswalk('map', fixture('letters'));
    void feed(command, lines);
    let count = 0;
    let most = 0;
    for await (const _ of createInterface({ input: command.child.stdout })) {
      if (++count % 10_000 === 0 && count < lines) most = peak(command.child.pid!);
    }
    expect(await command.ended).toEqual({ status: 0, stderr: '' });
    expect(count).toBe(lines);
    expect(most).toBeLessThan(300);
  });

  it('reads no more than it can write', async () => {
    const command = crosswalk('map', fixture('letters'));
    let taken = 0;
    while (taken < 60_000 && (command.child.stdin.write(line(taken++)) || (await drained(command.child)))) {}
    expect(taken).toBeLessThan(20_000);
  });

  it('ends without a word when its reader has seen enough', async () => {
    const command = crosswalk('map', fixture('letters'));
    void feed(command, 100_000);
    await once(command.child.stdout, 'data');
    command.child.stdout.destroy();
    expect(await command.ended).toEqual({ status: 0, stderr: '' });
  });

  it('tells by its exit status what happened', async () => {
    expect(await crosswalk('check', fixture('letters')).ended).toMatchObject({ status: 0 });
    expect(await crosswalk('check', fixture('broken')).ended).toMatchObject({ status: 1 });
    expect(await crosswalk('chekc').ended).toMatchObject({ status: 2 });
  });
});

/** True when the process took what was written, false when it has not within a second. */
async function drained({ stdin }: ChildProcessWithoutNullStreams): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false));
  return Promise.race([
    once(stdin, 'drain').then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
