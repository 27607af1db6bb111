import { describe, expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { importArrows } from '../src/checks/arrows.ts';
import { repositoryOf } from '../src/repository.ts';
import { emptyHouse, manifest } from './tiny-package.ts';

const find = (files: Record<string, string>) => report(importArrows.find(repositoryOf({ ...emptyHouse, ...files })));

describe('with the arrows', () => {
  test.each([
    ['an app knows the engine', 'apps/http/src/a.ts', "import { compile } from '@crosswalk/engine';"],
    ['the engine knows jsonata', 'packages/engine/src/a.ts', "import { compile } from '@crosswalk/jsonata';"],
    ['a package knows itself by name', 'packages/engine/test/a.ts', "import { compile } from '@crosswalk/engine';"],
    [
      'a test of a mapping runs its cases',
      'mappings/connect/test/a.ts',
      "import { compile } from '@crosswalk/engine';",
    ],
    ['other files of the same package', 'packages/engine/src/deep/a.ts', "import { b } from '../b.ts';"],
    ['packages from outside', 'packages/engine/src/a.ts', "import Ajv from 'ajv';"],
    ['this package looks at all others', 'packages/house/src/a.ts', "import { codes } from '@crosswalk/http';"],
    [
      'the name in a comment or a text',
      'packages/segment/src/a.ts',
      "// import '@crosswalk/engine'\nconst a = \"import '@crosswalk/engine'\";",
    ],
  ])('%s', (_, path, text) => {
    expect(find({ [path]: text })).toBe('');
  });

  test('the demo may ask for the apps that it starts', () => {
    const asking = manifest('@crosswalk/demo', { dependencies: { '@crosswalk/http': 'workspace:*' } });
    expect(find({ 'apps/demo/package.json': asking })).toBe('');
  });
});

describe('against the arrows', () => {
  const knowsNoOther = 'Take what you need as an argument or by a structural type, or move it down.';
  test.each([
    [
      'segment imports the engine',
      'packages/segment/src/a.ts',
      "export const a = 1;\nimport { compile } from '@crosswalk/engine';",
      `packages/segment/src/a.ts:2: imports @crosswalk/engine, but segment may know diagnostics alone. ${knowsNoOther}`,
    ],
    [
      'a type alone counts',
      'packages/engine/src/a.ts',
      "import type { Call } from '@crosswalk/segment';",
      `packages/engine/src/a.ts:1: imports @crosswalk/segment, but engine may know jsonata and diagnostics alone. ${knowsNoOther}`,
    ],
    [
      'so does a type in place',
      'packages/jsonata/src/a.ts',
      "export type A = import('@crosswalk/engine').Outcome;",
      `packages/jsonata/src/a.ts:1: imports @crosswalk/engine, but jsonata may know diagnostics alone. ${knowsNoOther}`,
    ],
    [
      'a dynamic import',
      'packages/diagnostics/src/a.ts',
      "export const a = () => import('@crosswalk/jsonata');",
      `packages/diagnostics/src/a.ts:1: imports @crosswalk/jsonata, but diagnostics knows no other package. ${knowsNoOther}`,
    ],
    [
      'a re-export of a subpath',
      'packages/delivery/src/a.ts',
      "export * from '@crosswalk/engine/cases';",
      `packages/delivery/src/a.ts:1: imports @crosswalk/engine, but delivery may know diagnostics alone. ${knowsNoOther}`,
    ],
    [
      'an app imports an app',
      'apps/demo/src/a.ts',
      "import { start } from '@crosswalk/http';",
      'apps/demo/src/a.ts:1: imports @crosswalk/http, and nothing imports an app. Start it as a process, or move what is shared into a package.',
    ],
    [
      'tests of an app are no exception',
      'apps/http/test/a.test.ts',
      "const a = await import('@crosswalk/demo');",
      'apps/http/test/a.test.ts:1: imports @crosswalk/demo, and nothing imports an app. Start it as a process, or move what is shared into a package.',
    ],
    [
      'a mapping with code',
      'mappings/connect/plan.ts',
      "import { words } from '@crosswalk/engine';",
      'mappings/connect/plan.ts:1: imports @crosswalk/engine, but a mapping is data. Say it in YAML and JSONata; if they lack a word, add it to the engine.',
    ],
    [
      'the engine hears of Connect',
      'packages/engine/test/a.test.ts',
      "import.meta.resolve('@crosswalk/mapping-connect');",
      'packages/engine/test/a.test.ts:1: imports @crosswalk/mapping-connect, and no package knows a mapping. Take its files as an argument.',
    ],
    [
      'a path into a neighbour',
      'packages/segment/src/a.ts',
      "import { map } from '../../engine/src/map.ts';",
      'packages/segment/src/a.ts:1: imports ../../engine/src/map.ts, which lies outside of packages/segment. Import the package by its name.',
    ],
    [
      'somebody leans on the checks',
      'apps/http/src/a.ts',
      "import { checks } from '@crosswalk/house';",
      'apps/http/src/a.ts:1: imports @crosswalk/house, which is only for the house itself.',
    ],
  ])('%s', (_, path, text, says) => {
    expect(find({ [path]: text })).toBe(says);
  });

  test('a package.json alone', () => {
    const asking = manifest('@crosswalk/segment', { devDependencies: { '@crosswalk/engine': 'workspace:*' } });
    expect(find({ 'packages/segment/package.json': asking })).toBe(
      `packages/segment/package.json: imports @crosswalk/engine, but segment may know diagnostics alone. ${knowsNoOther}`,
    );
  });

  test('a new package without a place', () => {
    expect(find({ 'packages/extra/package.json': manifest('@crosswalk/extra') })).toBe(
      'packages/extra/package.json: a package without a place. Say in packages/house/src/checks/arrows.ts what it may know.',
    );
  });
});
