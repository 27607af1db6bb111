import { expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { links } from '../src/checks/links.ts';
import { repositoryOf } from '../src/repository.ts';

const page = '# Errors and warnings\n\n### M203\n\n## A `key`, twice?\n\n## A key, twice?\n';
const find = (text: string) =>
  report(links.find(repositoryOf({ 'docs/a.md': text, 'docs/b.md': page, 'apps/cli/src/main.ts': '' })));

test.each([
  ['a page beside it', '[b](b.md)'],
  ['a heading', '[b](b.md#m203) [b](b.md#errors-and-warnings) [b](b.md#a-key-twice) [b](b.md#a-key-twice-1)'],
  ['its own heading', '# One\n[one](#one)'],
  ['a folder and a file elsewhere', '[cli](../apps/cli/) [main](../apps/cli/src/main.ts) [top](..)'],
  ['the world outside', '[x](https://example.com/gone.md) <mailto:a@example.com>'],
  ['a link in code', '`[x](gone.md)`\n```md\n[x](gone.md)\n```\n'],
  ['code that looks like a link', '    const a = b[c](d);'.trim().replace('b[c](d)', '`b[c](d)`')],
])('%s', (_, text) => {
  expect(find(text)).toBe('');
});

test.each([
  [
    'a page that is gone',
    'One\n[x](gone.md "title")',
    'docs/a.md:2: links to gone.md, which does not exist. Correct the link.',
  ],
  ['a picture that is gone', '![x](x.svg)', 'docs/a.md:1: links to x.svg, which does not exist. Correct the link.'],
  [
    'a heading that is gone',
    '[x](b.md#m999)',
    'docs/a.md:1: links to b.md#m999, but that page has no heading #m999. Correct the link.',
  ],
])('%s', (_, text, says) => {
  expect(find(text)).toBe(says);
});
