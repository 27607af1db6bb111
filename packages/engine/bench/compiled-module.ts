import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Destination } from '@crosswalk/engine';
import { build } from 'esbuild';

/** What `crosswalk compile` would write of a destination, loaded. */
export async function compiledModule(destination: Destination): Promise<Pick<Destination, 'map'>> {
  const stdin = { contents: destination.toModule(), resolveDir: import.meta.dirname, sourcefile: 'mapping.mjs' };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false });
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  const file = join(folder, 'mapping.mjs');
  writeFileSync(file, outputFiles[0]!.text);
  try {
    return (await import(pathToFileURL(file).href)) as Pick<Destination, 'map'>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
