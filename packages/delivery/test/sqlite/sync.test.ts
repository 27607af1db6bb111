import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from './in-process.ts';
import { startProgram } from './programs/start.ts';

/** What the system was asked for, in order: `200` when a client was told, `log` and `sync` of the write-ahead log. */
type Step = '200' | 'log' | 'sync';

function stepsOf(trace: string): Step[] {
  const log = /openat\([^)]*crosswalk\.db-wal"[^)]*\) += (\d+)/.exec(trace)?.[1];
  const steps: Step[] = [];
  /** Threads whose sync was not over yet when another thread's call came. */
  const syncing = new Set<string>();
  for (const line of trace.split('\n')) {
    const [thread = ''] = line.split(' ');
    if (line.includes('"HTTP/1.1 200')) steps.push('200');
    else if (line.includes(`pwrite64(${log},`)) steps.push('log');
    else if (new RegExp(`f(data)?sync\\(${log} <unfinished`).test(line)) syncing.add(thread);
    else if (new RegExp(`f(data)?sync\\(${log}\\) += 0`).test(line)) steps.push('sync');
    else if (/f(data)?sync resumed>.*= 0/.test(line) && syncing.delete(thread)) steps.push('sync');
  }
  return steps;
}

const hasStrace = (() => {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasStrace && !process.env.CROSSWALK_REQUIRE_ALL) console.warn('LEFT OUT: no strace here, so no look at fsync');

describe.runIf(hasStrace || process.env.CROSSWALK_REQUIRE_ALL)('before a client is told 200', () => {
  test('what it sent was synced to disk', async () => {
    const folder = newFolder();
    const file = join(folder, 'trace');
    const calls = 'trace=openat,fsync,fdatasync,pwrite64,write,writev,sendto';
    const { printed, speaks, ended } = startProgram('server', [folder], ['strace', '-f', '-e', calls, '-o', file]);
    await speaks();
    const [port, pid] = printed.out.trim().split(' ');
    const tell = async (id: string) => (await fetch(`http://127.0.0.1:${port}/${id}`)).status;
    for (let turn = 0; turn < 10; turn++) expect(await tell(`alone ${turn}`)).toBe(200);
    for (let turn = 0; turn < 5; turn++) {
      const many = await Promise.all(Array.from({ length: 8 }, (_, at) => tell(`together ${turn} ${at}`)));
      expect(new Set(many)).toEqual(new Set([200]));
    }
    process.kill(Number(pid), 'SIGKILL');
    await ended;
    expect(existsSync(file)).toBe(true);
    const steps = stepsOf(readFileSync(file, 'utf8'));
    const firstAnswer = steps.indexOf('200');
    const alone = steps.slice(0, nth(steps, '200', 10) + 1).join(' ');
    expect(alone.slice(alone.lastIndexOf('sync', alone.indexOf('200')))).toMatch(/^sync 200( (log )+sync 200){9}$/);
    // Those that came together share a sync, and no answer comes before the first one of its group.
    const together = steps.slice(nth(steps, '200', 10) + 1).join(' ');
    expect(together).toMatch(/^((log )+sync( (log|sync|200))*? ?)+$/);
    expect(steps.filter((step) => step === '200')).toHaveLength(50);
    expect(firstAnswer).toBeGreaterThan(0);
  });
});

function nth(steps: readonly Step[], wanted: Step, count: number): number {
  let left = count;
  return steps.findIndex((step) => step === wanted && --left === 0);
}
