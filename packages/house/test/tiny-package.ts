import type { Manifest } from '../src/workspace.ts';

/** The package.json of a package that the checks have nothing to say about, but for what is given. */
export function manifest(name: string, given: Manifest = {}): string {
  const scripts = { build: 'tsc -p tsconfig.build.json', typecheck: 'tsc -p tsconfig.json' };
  return JSON.stringify({ name, version: '0.0.0', description: 'A tiny package.', scripts, ...given });
}

/** The five packages, an app and a mapping, each without a line of code. */
export const emptyHouse: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['diagnostics', 'jsonata', 'engine', 'segment', 'delivery', 'house'].map((short) => [
      `packages/${short}/package.json`,
      manifest(`@crosswalk/${short}`),
    ]),
  ),
  'apps/http/package.json': manifest('@crosswalk/http'),
  'apps/demo/package.json': manifest('@crosswalk/demo'),
  'mappings/connect/package.json': manifest('@crosswalk/mapping-connect'),
};
