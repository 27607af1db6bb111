import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The runtimes lie where the engine does. */
const engine = dirname(createRequire(import.meta.url).resolve('@crosswalk/engine'));

/** A module of `toModule` with what it uses of the two runtimes in it, and without what it does not use. */
export async function bundle(source: string, { minify = false } = {}): Promise<string> {
  // Its program is large, and only this command needs it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    // Paths in its comments begin here: the same mapping gives the same text wherever one stands.
    absWorkingDir: engine,
    stdin: { contents: source, resolveDir: engine, sourcefile: 'mapping.mjs' },
    bundle: true,
    write: false,
    minify,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2022',
    banner: { js: '/* Written by crosswalk compile. Change the mapping, and compile it again. */' },
  });
  return outputFiles[0]!.text;
}
