import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import manifest from '@segment/analytics-next/package.json' with { type: 'json' };

/** A script, plain and packed. */
export interface Script {
  readonly plain: Buffer;
  readonly packed: Buffer;
}

/** The version of analytics.js that is handed out. */
export const analyticsVersion: string = manifest.version;

const folder = join(dirname(fileURLToPath(import.meta.resolve('@segment/analytics-next/package.json'))), 'dist/umd');
const pack = promisify(gzip);

export const packed = async (plain: Buffer): Promise<Script> => ({ plain, packed: await pack(plain) });

/**
 * What analytics.js loads when it needs it. Each name bears a hash of its content, so it never changes. All that may be asked
 * for is listed beforehand: no name from a request ever becomes a path.
 */
export function readBundles(): ReadonlyMap<string, () => Script> {
  const names = readdirSync(folder).filter((name) => /\.bundle\.[0-9a-f]{20}\.js$/.test(name));
  return new Map(names.map((name) => [name, once(() => readScript(name))]));
}

function readScript(name: string): Script {
  return { plain: readFileSync(join(folder, name)), packed: readFileSync(join(folder, `${name}.gz`)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

/** What analytics.js lacks when a page is left, for the pages that load it from here. */
const leaving = () => readFileSync(new URL('../../assets/leaving.js', import.meta.url), 'utf8');

/** analytics.min.js for each write key. Only keys that belong to a source may be asked for, so that few are kept. */
export class KeyedScript {
  private readonly made = new Map<string, Promise<Script>>();
  private readonly text = once(() => leaving() + readFileSync(join(folder, 'standalone.js'), 'utf8'));

  for(writeKey: string): Promise<Script> {
    const made = this.made.get(writeKey) ?? this.make(writeKey);
    this.made.set(writeKey, made);
    return made;
  }

  private make(writeKey: string): Promise<Script> {
    return packed(Buffer.from(withKey(this.text(), writeKey)));
  }
}

/** Puts the key where the script wants it. A key is a customer's text: it stays text, whatever is in it. */
export function withKey(script: string, writeKey: string): string {
  // Quotes and backslashes end a JavaScript text, `</script>` a page's script, and U+2028 an old engine's line.
  const literal = JSON.stringify(writeKey)
    .replaceAll(/[<\u2028\u2029]/g, escaped)
    .slice(1, -1);
  return script.replaceAll('"__WRITE_KEY__"', () => `"${literal}"`);
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
