import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether this machine has curl. Where all must run there has to be one. */
export const hasCurl = spawnSync('curl', ['--version']).status === 0 || process.env.CROSSWALK_REQUIRE_ALL === '1';
if (!hasCurl) console.warn('LEFT OUT: no curl on this machine, so it was not tried. apt-get install curl');

/** Runs it without its progress; gives what it printed. */
export async function curl(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', ['-sS', ...words]);
  return stdout;
}
