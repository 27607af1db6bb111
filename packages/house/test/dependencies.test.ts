import { describe, expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { declaredDependencies, pinnedDependencies } from '../src/checks/dependencies.ts';
import { repositoryOf } from '../src/repository.ts';
import { emptyHouse, manifest } from './tiny-package.ts';

const yamlRow = '| `yaml` | packages/engine | reads mappings; steady releases |\n';
const house = {
  ...emptyHouse,
  'package.json': '{}',
  'pnpm-workspace.yaml': 'catalog:\n  yaml: 2.9.1\n',
  'packages/engine/package.json': manifest('@crosswalk/engine', { dependencies: { yaml: 'catalog:' } }),
  'docs/dependencies.md': `# Dependencies\n\n| package | where | why it, and its upkeep |\n|---|---|---|\n${yamlRow}`,
};

describe('pinned, with a reason', () => {
  const find = (files: Record<string, string>) => report(pinnedDependencies.find(repositoryOf({ ...house, ...files })));
  const table = house['docs/dependencies.md'];

  test('a house in order', () => {
    expect(find({})).toBe('');
  });

  test.each([
    [
      'a version beside the catalog',
      { 'apps/http/package.json': manifest('@crosswalk/http', { devDependencies: { yaml: '^2.0.0' } }) },
      'apps/http/package.json: yaml is "^2.0.0". Write "catalog:", and its version in pnpm-workspace.yaml.',
    ],
    [
      'not in the catalog',
      { 'package.json': JSON.stringify({ devDependencies: { tsx: 'catalog:' } }) },
      'package.json: tsx is not in the catalog of pnpm-workspace.yaml. Add it there, exactly pinned.',
    ],
    [
      'a package of the house by version',
      { 'apps/http/package.json': manifest('@crosswalk/http', { dependencies: { '@crosswalk/engine': '^1.0.0' } }) },
      'apps/http/package.json: @crosswalk/engine is "^1.0.0". Write "workspace:*".',
    ],
    [
      'a range in the catalog',
      { 'pnpm-workspace.yaml': 'catalog:\n  yaml: ^2.9.1\n' },
      'pnpm-workspace.yaml: yaml is ^2.9.1. Pin one version, such as 1.2.3: a clone of today must run next year.',
    ],
    [
      'in the catalog for nobody',
      { 'packages/engine/package.json': manifest('@crosswalk/engine') },
      'pnpm-workspace.yaml: no package.json asks for yaml. Take it out of the catalog.',
    ],
    [
      'no reason given',
      { 'docs/dependencies.md': table.replace(yamlRow, '') },
      'docs/dependencies.md: yaml has no row. Add one: | package | where | why it, and its upkeep |.',
    ],
    [
      'a row of the past',
      { 'docs/dependencies.md': `${table}| \`left-pad\` | apps | pads |\n` },
      'docs/dependencies.md: left-pad is not in the catalog any more. Delete its row.',
    ],
    [
      'two rows',
      { 'docs/dependencies.md': `${table}${yamlRow}` },
      'docs/dependencies.md: yaml has two rows. Make them one.',
    ],
    [
      'a row without a reason',
      { 'docs/dependencies.md': table.replace('reads mappings; steady releases', '') },
      'docs/dependencies.md: the row of yaml has an empty cell. Say where it is used and why.',
    ],
  ])('%s', (_, files, says) => {
    expect(find(files)).toBe(says);
  });
});

describe('declared and imported', () => {
  const find = (files: Record<string, string>) =>
    report(
      declaredDependencies.find(repositoryOf({ ...house, 'packages/engine/src/read.ts': "import 'yaml';", ...files })),
    );

  test('a house in order', () => {
    expect(find({})).toBe('');
  });

  test('tests may import what only they need', () => {
    const own = manifest('@crosswalk/engine', {
      dependencies: { yaml: 'catalog:' },
      devDependencies: { vitest: 'catalog:' },
    });
    const files = {
      'packages/engine/package.json': own,
      'packages/engine/test/a.test.ts': "import 'vitest'; import 'yaml';",
    };
    expect(find(files)).toBe('');
    expect(find({ ...files, 'packages/engine/src/a.ts': "import 'vitest';" })).toBe(
      'packages/engine/src/a.ts:1: imports vitest. Add it to the dependencies of packages/engine/package.json.',
    );
  });

  test.each([
    [
      'imported, not declared',
      { 'packages/segment/src/a.ts': "\nimport type { Options } from 'ajv/dist/types';" },
      'packages/segment/src/a.ts:2: imports ajv. Add it to the dependencies of packages/segment/package.json.',
    ],
    [
      'a module of Node without its prefix',
      { 'apps/http/src/a.ts': "import 'fs';" },
      'apps/http/src/a.ts:1: imports fs. Write node:fs.',
    ],
    [
      'declared, never imported',
      { 'packages/engine/src/read.ts': 'export {};' },
      'packages/engine/package.json: nothing in its sources imports yaml. Take it out of dependencies, or move it to devDependencies.',
    ],
  ])('%s', (_, files, says) => {
    expect(find(files)).toBe(says);
  });
});
