import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Kilobytes of memory that a process of this machine has. */
export function memoryOf(pid: number): number {
  const file = `/proc/${pid}/status`;
  // Small Linux systems have no ps, and others no /proc.
  if (existsSync(file)) return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))![1]);
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
