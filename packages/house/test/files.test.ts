import { describe, expect, test } from 'vitest';
import { type Check, report } from '../src/check.ts';
import { changesets } from '../src/checks/changesets.ts';
import { finished } from '../src/checks/finished.ts';
import { manifests } from '../src/checks/manifests.ts';
import { tellingNames } from '../src/checks/names.ts';
import { fileLength } from '../src/checks/size.ts';
import { topLevel } from '../src/checks/top-level.ts';
import { noTraces } from '../src/checks/traces.ts';
import { repositoryOf } from '../src/repository.ts';
import { manifest } from './tiny-package.ts';

const find = (check: Check, files: Record<string, string>) => report(check.find(repositoryOf(files)));
/** Put together here, so that this file does not hold what it looks for. */
const path = (...parts: string[]) => ['', ...parts].join('/');

describe('the top level', () => {
  const whole = Object.fromEntries(
    `README.md package.json pnpm-workspace.yaml turbo.json packages/a mappings/a apps/a docs/a pnpm-lock.yaml
     tsconfig.base.json vitest.config.ts biome.json .gitignore .npmrc .changeset/a .ci/run`
      .split(/\s+/)
      .map((name) => [name, '']),
  );

  test('holds what it should', () => {
    expect(find(topLevel, whole)).toBe('');
    expect(find(topLevel, { ...whole, LICENSE: '' })).toBe('');
  });

  test('a stray folder, and something missing', () => {
    const { 'turbo.json': _, ...rest } = whole;
    expect(find(topLevel, { ...rest, 'scripts/a.ts': '', 'scripts/b.ts': '' })).toBe(
      [
        'scripts: stands at the top level. Move it into the package or the page it belongs to; a note of your own goes into .git/info/exclude.',
        'turbo.json: is missing (what is built when).',
      ].join('\n'),
    );
  });
});

describe('manifests', () => {
  test('a package that escapes', () => {
    const bare = manifest('@crosswalk/motor', { version: '', description: 'Motor', scripts: {} });
    expect(find(manifests, { 'packages/engine/package.json': bare, 'packages/engine/src/a.ts': '' })).toBe(
      [
        'is named @crosswalk/motor. Name it @crosswalk/engine.',
        'has no version. Begin with 0.0.0; changesets raise it.',
        'has no description. Say in one sentence what the folder is for.',
        'has TypeScript but no script `typecheck`. Add "tsc -p tsconfig.json".',
        'has TypeScript but no tsconfig.json.',
        'has no script `build`. Add "tsc -p tsconfig.build.json".',
      ]
        .map((says) => `packages/engine/package.json: ${says}`)
        .join('\n'),
    );
  });

  test('a mapping is data and has no build', () => {
    const data = manifest('@crosswalk/mapping-connect', { scripts: {} });
    expect(find(manifests, { 'mappings/connect/package.json': data })).toBe('');
  });
});

describe('traces of a machine', () => {
  test.each([
    ['a working folder', path('work', 'main', 'a.ts'), 'holds a path of one machine'],
    ['a home of root', `cd ${path('root', 'crosswalk')}`, 'holds a path of one machine'],
    ['a home on Linux', `"${path('home', 'ann', 'crosswalk')}"`, 'holds a path of one machine'],
    ['a home on a Mac', path('Users', 'ann', 'crosswalk'), 'holds a path of one machine'],
    ['a home on Windows', ['C:', 'Users', 'ann'].join('\\'), 'holds a path of one machine'],
    ['a registry', ['https://registry', 'npmjs', 'org/yaml'].join('.'), "holds a registry's address"],
    ['a folder beside the clone', ['..', '..', 'shared', 'design.md'].join('/'), 'leans on a folder outside'],
  ])('%s', (_, text, says) => {
    expect(find(noTraces, { 'docs/a.md': `# A\n\n${text}\n` })).toContain(`docs/a.md:3: ${says}`);
  });

  test.each([
    ["a page's address", `https://initech.com${path('home', 'deals', 'all')}`],
    ['a path of a page', `"path": "${path('home', '')}"`],
    ['a relative path', 'packages/work/src'],
    ['words', 'home/work/root'],
  ])('%s is no trace', (_, text) => {
    expect(find(noTraces, { 'docs/a.md': text })).toBe('');
  });
});

describe('the length of files', () => {
  const long = `${'a();\n'.repeat(301)}`;

  test('a file of 301 lines', () => {
    expect(find(fileLength({}), { 'apps/a/src/a.ts': long, 'apps/a/src/b.ts': 'a();\n'.repeat(300) })).toBe(
      'apps/a/src/a.ts: has 301 lines. Split it by ideas, or give the reason in packages/house/src/checks/size.ts.',
    );
  });

  test('a stated reason, and one that is not needed any more', () => {
    const allowed = { 'apps/a/src/a.ts': 'one table', 'apps/a/src/b.ts': 'one table' };
    expect(find(fileLength(allowed), { 'apps/a/src/a.ts': long, 'apps/a/src/b.ts': '' })).toBe(
      'apps/a/src/b.ts: is not that long any more. Take it out of packages/house/src/checks/size.ts.',
    );
  });

  test('data may be long', () => {
    expect(find(fileLength({}), { 'pnpm-lock.yaml': long, 'apps/a/fixtures/a.ts': long, 'docs/a.md': long })).toBe('');
  });
});

test('a name that says nothing is reported once', () => {
  const files = {
    'apps/a/src/utils/a.ts': '',
    'apps/a/src/utils/b.ts': '',
    'apps/a/src/helpers.ts': '',
    'apps/a/src/common-event.ts': '',
  };
  const says = 'has a name that says nothing. Name the idea (retry-policy.ts), or keep the code where it is used.';
  expect(find(tellingNames, files)).toBe(`apps/a/src/helpers.ts: ${says}\napps/a/src/utils: ${says}`);
});

describe('unfinished', () => {
  const note = ['TO', 'DO'].join('');
  test.each([
    [
      'a note to oneself',
      'apps/a/src/a.ts',
      `\n// ${note} later`,
      'apps/a/src/a.ts:2: is unfinished by its own words.',
    ],
    [
      'a lonely test',
      'apps/a/test/a.test.ts',
      "test.only('a', () => {});",
      'apps/a/test/a.test.ts:1: leaves tests out.',
    ],
    [
      'a skipped suite',
      'apps/a/test/a.test.ts',
      "describe.skip('a', () => {});",
      'apps/a/test/a.test.ts:1: leaves tests out.',
    ],
    ['a test to come', 'apps/a/test/a.test.ts', "it.todo('a');", 'apps/a/test/a.test.ts:1: leaves tests out.'],
  ])('%s', (_, file, text, says) => {
    expect(find(finished, { [file]: text })).toContain(says);
  });

  test('what a machine may lack may be skipped there', () => {
    expect(find(finished, { 'apps/a/test/a.test.ts': "test.skipIf(!strace)('a', () => {}); // test.only" })).toBe('');
  });
});

describe('changesets', () => {
  const released = { 'packages/engine/package.json': manifest('@crosswalk/engine') };
  const one = (text: string) => find(changesets, { ...released, '.changeset/one.md': text });

  test('a package and a sentence', () => {
    expect(one('---\n"@crosswalk/engine": minor\n---\n`timezone` now accepts `UTC`.\n')).toBe('');
    expect(find(changesets, { '.changeset/README.md': '# Changesets' })).toBe('');
  });

  test.each([
    ['no packages', 'A sentence.', 'does not begin with the packages between two lines of ---.'],
    ['an unknown bump', '---\n"@crosswalk/engine": big\n---\nA sentence.', 'says "@crosswalk/engine": big.'],
    [
      'an unknown package',
      '---\n"@crosswalk/motor": patch\n---\nA sentence.',
      'names @crosswalk/motor, which is not released from here.',
    ],
    [
      'no sentence',
      '---\n"@crosswalk/engine": patch\n---\nfix bug',
      'has no sentence for the reader of the changelog.',
    ],
  ])('%s', (_, text, says) => {
    expect(one(text)).toContain(`.changeset/one.md: ${says}`);
  });

  test('a private package is not released', () => {
    const own = { 'packages/house/package.json': manifest('@crosswalk/house', { private: true }) };
    const files = { ...own, '.changeset/one.md': '---\n"@crosswalk/house": patch\n---\nA sentence.' };
    expect(find(changesets, files)).toContain('names @crosswalk/house, which is not released from here.');
  });
});
