import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { loadMapping } from '@crosswalk/folder';
import { build } from 'esbuild';

/** The oldest browsers that the scripts are written for: those of 2022 and later. */
const target = ['es2022', 'chrome100', 'firefox100', 'safari15.4'];

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The module of a mapping's folder, compiled ahead: as short as can be, or with trace. Throws with the diagnostics when the
 * mapping has mistakes.
 */
export function compiled(folder: string, trace = false): string {
  const { destination, diagnostics } = loadMapping(folder);
  if (!destination) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  return destination.toModule({ size: !trace, trace });
}

/** One self-contained, minified file. `entry` may import `mapping` and the sources of this package. */
export async function bundle(entry: string, mapping: string, format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format,
    target,
    conditions: ['source'],
    legalComments: 'none',
    plugins: [
      {
        name: 'mapping',
        setup(given) {
          given.onResolve({ filter: /^mapping$/ }, () => ({ path: 'mapping', namespace: 'compiled' }));
          given.onLoad({ filter: /.*/, namespace: 'compiled' }, () => ({ contents: mapping, resolveDir: root }));
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

/** What a script element's `integrity` says, so that a browser runs this very text and no other. */
export function integrityOf(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}
