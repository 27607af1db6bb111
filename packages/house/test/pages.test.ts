import { fileURLToPath } from 'node:url';
import type { Word } from '@crosswalk/engine';
import { builtInNames } from '@crosswalk/jsonata';
import { expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { generatedPages } from '../src/checks/pages.ts';
import { errorsPage } from '../src/pages/errors.ts';
import { functionsPage } from '../src/pages/functions.ts';
import { jsonataFunctions, refused } from '../src/pages/jsonata-functions.ts';
import { pages } from '../src/pages/pages.ts';
import { repositoryAt, repositoryOf } from '../src/repository.ts';

test('generated pages are up to date', () => {
  const repository = repositoryAt(fileURLToPath(new URL('../../..', import.meta.url)));
  expect(report(generatedPages(pages).find(repository))).toBe('');
});

test('a page that is old or absent is reported with the command that makes it', () => {
  const check = generatedPages({ 'docs/a.md': 'new', 'docs/b.md': 'new', 'docs/c.md': 'new' });
  expect(report(check.find(repositoryOf({ 'docs/a.md': 'old', 'docs/b.md': 'new' })))).toBe(
    [
      'docs/a.md: is not what its sources say. Run npm run docs.',
      'docs/c.md: is not what its sources say. Run npm run docs.',
    ].join('\n'),
  );
});

test('the page of errors has one heading a code, under the heading of its phase', () => {
  const page = errorsPage({
    M101: { title: 'Not readable', help: 'Look at the frame.' },
    M203: { title: 'No such function', help: 'See [functions](functions.md).' },
  });
  expect(page).toContain(
    [
      '## M1xx: The shape of mapping files',
      '',
      '### M101',
      '',
      '**Not readable.** Look at the frame.',
      '',
      '## M2xx: Expressions',
      '',
      '### M203',
      '',
      '**No such function.** See [functions](functions.md).',
      '',
    ].join('\n'),
  );
  expect(page).not.toContain('## M3xx');
});

test('the page of functions shows how a word is called and what its examples give', () => {
  const word: Word = {
    name: 'cut',
    summary: 'The text, cut.',
    parameters: [
      { name: 'text', meaning: 'what to cut' },
      { name: 'most', meaning: 'characters', optional: true },
    ],
    examples: [
      { expression: '$cut(name, 2)', event: { name: 'a|b' }, gives: 'a|' },
      { expression: '$cut(name)', event: {}, gives: undefined },
      { expression: '$cut(name)', event: { name: ' ' }, gives: ' ' },
    ],
    run: () => undefined,
  };
  const page = functionsPage([word], { Arrays: [['substring', 'a part']] });
  expect(page).toContain(
    [
      '### $cut',
      '',
      '`$cut(text[, most])`',
      '',
      'The text, cut.',
      '',
      '- `text`: what to cut',
      '- `most`: characters',
      '',
      '| expression | event | gives |',
      '|---|---|---|',
      '| `$cut(name, 2)` | `{"name":"a\\|b"}` | `"a\\|"` |',
      '| `$cut(name)` | `{}` | nothing |',
      '| `$cut(name)` | `{"name":" "}` | `" "` |',
      '',
    ].join('\n'),
  );
  expect(page).toContain(
    '### Arrays\n\n| function | gives |\n|---|---|\n| `$substring(text, start[, length])` | a part |\n',
  );
  expect(page).toContain('| `$random()` | ');
});

test('every function that expressions know is on the page, once', () => {
  const shown = [...Object.values(jsonataFunctions).flat(), ...refused].map(([name]) => name);
  expect(shown.toSorted()).toEqual([...builtInNames].toSorted());
});
