import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, root } from './process.mjs';
import { workspaces } from './setup.mjs';

/** Each package's own `bench` script, one after the other: side by side they would take each other's cores. */
export async function bench(args) {
  for (const folder of workspaces()) {
    const { scripts } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    if (!scripts?.bench) continue;
    console.log(`\n${folder}`);
    const status = await program('pnpm', ['--silent', 'run', 'bench', ...args], { cwd: join(root, folder) });
    if (status !== 0) return status;
  }
  return 0;
}
