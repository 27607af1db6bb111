import { type Check, finding } from '../check.ts';

/** What may stand at the top, with the reason where it is not the house itself. */
const allowed: Readonly<Record<string, string>> = {
  'README.md': 'where a stranger begins',
  'package.json': 'the commands',
  'pnpm-workspace.yaml': 'the packages and the catalog',
  'turbo.json': 'what is built when',
  packages: 'the parts',
  mappings: 'the data',
  apps: 'the programs',
  docs: 'the pages',
  'pnpm-lock.yaml': 'pnpm wants it here',
  'tsconfig.base.json': 'what all tsconfig.json share',
  'vitest.config.ts': 'vitest finds its projects here',
  'biome.json': 'Biome and editors look for it here',
  '.gitignore': 'git',
  '.npmrc': 'npm and pnpm',
  '.changeset': 'changesets look for it here',
  '.ci': 'where continuous integration begins',
};

/** Nice to have, not demanded. */
const optional: Readonly<Record<string, string>> = {
  LICENSE: 'the licence',
  '.gitattributes': 'git',
  '.editorconfig': 'editors',
};

export const topLevel: Check = {
  holds: 'the top level holds what the house needs and nothing else',
  *find(repository) {
    const present = new Set(repository.paths.map((path) => path.split('/')[0]!));
    for (const name of present) {
      if (Object.hasOwn(allowed, name) || Object.hasOwn(optional, name)) continue;
      yield finding(
        name,
        'stands at the top level. Move it into the package or the page it belongs to; a note of your own goes into .git/info/exclude.',
      );
    }
    for (const [name, reason] of Object.entries(allowed)) {
      if (!present.has(name)) yield finding(name, `is missing (${reason}).`);
    }
  },
};
