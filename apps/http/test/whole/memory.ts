import { execFileSync } from 'node:child_process';

/** Kilobytes of memory that a process of this machine has. */
export function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
