import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAt } from './calls.ts';

/** Writes so many calls into a file of that folder, a request of a hundred a line; gives its name. */
export function writeCalls(folder: string, calls: number): string {
  const file = join(folder, 'calls.ndjson');
  const batchAt = (from: number) => Array.from({ length: 100 }, (_, at) => callAt(from + at));
  const lines = Array.from({ length: calls / 100 }, (_, at) => JSON.stringify({ batch: batchAt(at * 100) }));
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
