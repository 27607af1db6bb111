import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../run.ts';

const text = `# Our server
listen: 127.0.0.1:4000 # behind the proxy
sources:
  # The shop
  - name: website
    writeKeys: [first-key] # in the page
    destinations:
      - settings: {apiKey: "\${CONNECT_KEY}"}
  - name: app
    enabled: false # until the launch
    writeKeys:
      - app-key # shipped in May
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-sources-'));
  file = join(folder, 'crosswalk.yaml');
  writeFileSync(file, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

const sources = (...words: string[]) => run(['sources', ...words, '--file', file]);
const now = () => readFileSync(file, 'utf8');
const parsed = () => parse(now()) as { sources: { name: string; writeKeys: string[]; retiredKeys?: string[] }[] };

it('list shows the sources, and their keys when asked to', async () => {
  expect(await sources('list')).toMatchObject({ status: 0, stdout: 'website  enabled  1 key\napp  disabled  1 key\n' });
  expect((await sources('list', '--keys')).stdout).toContain('website  enabled  first-key\n');
  expect(now()).toBe(text);
});

it('enable and disable change one word, and comments stay', async () => {
  expect(await sources('enable', 'app')).toMatchObject({ status: 0, stdout: 'app is enabled\n' });
  expect(now()).toBe(text.replace('enabled: false', 'enabled: true'));
  expect((await sources('enable', 'website')).stdout).toBe('website is already enabled\n');
  await sources('disable', 'app');
  expect(now()).toBe(text);
  await sources('disable', 'website');
  expect(now()).toBe(text.replace('"}\n', '"}\n    enabled: false\n'));
});

it('add writes a source with a key of its own, with its settings as they are given', async () => {
  const { status, stdout } = await sources('add', 'blog', '--settings', `{"apiKey":"\${BLOG_KEY}"}`);
  expect(status).toBe(0);
  const key = /write key (\S+)\n/.exec(stdout)![1]!;
  expect(key).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(parsed().sources[2]).toEqual({
    name: 'blog',
    writeKeys: [key],
    destinations: [{ settings: { apiKey: `\${BLOG_KEY}` } }],
  });
  expect(now().startsWith(text)).toBe(true);
  expect((await sources('add', 'shop', '--key', 'shop-key')).stdout).toContain('no destination yet');
  expect(parsed().sources[3]).toEqual({ name: 'shop', writeKeys: ['shop-key'], destinations: [] });
});

it('rotate-key adds a key; --retire takes one out and keeps it known', async () => {
  await sources('rotate-key', 'app', '--key', 'new-key');
  expect(now()).toBe(text.replace('May\n', 'May\n      - new-key\n'));
  expect((await sources('rotate-key', 'app', '--retire', 'app-key')).status).toBe(0);
  expect(parsed().sources[1]).toMatchObject({ writeKeys: ['new-key'], retiredKeys: ['app-key'] });
  await sources('rotate-key', 'app');
  await sources('rotate-key', 'app', '--retire', 'new-key');
  expect(parsed().sources[1]!.retiredKeys).toEqual(['app-key', 'new-key']);
  expect((await sources('list')).stdout).toContain('app  disabled  1 key  2 retired\n');
});

it.each([
  [['enable', 'nobody'], 'there is no source nobody; there are: website, app'],
  [['add', 'app'], 'there is a source app already'],
  [['add', 'a b'], 'a name begins with a letter'],
  [['add', 'blog', '--key', 'app-key'], 'belongs to a source already'],
  [['add', 'blog', '--key', 'a:b'], 'neither blanks nor colons'],
  [['rotate-key', 'app', '--retire', 'other'], 'this is no key of app'],
  [['rotate-key', 'app', '--retire', 'app-key'], 'this is the only key of app'],
])('%j is refused, and the file is left as it was', async (words, says) => {
  const { status, stderr } = await sources(...words);
  expect(stderr).toContain(says);
  expect(status).toBe(1);
  expect(now()).toBe(text);
});

it.each([
  [['remove', 'app'], 'sources knows list, add, enable'],
  [['enable'], 'enable wants the name of a source'],
  [['list', 'app'], 'list takes no name'],
  [['add', 'blog', '--settings', '[1]'], '--settings wants a JSON object'],
  [['rotate-key', 'app', '--key', 'k', '--retire', 'app-key'], 'either --key or --retire'],
])('%j is wrong usage', async (words, says) => {
  const { status, stderr } = await sources(...words);
  expect(stderr).toContain(says);
  expect(status).toBe(2);
  expect(now()).toBe(text);
});

it('a file that is missing or no configuration is told as such', async () => {
  writeFileSync(file, 'sources: [\n');
  expect(await sources('list')).toMatchObject({ status: 1, stderr: expect.stringContaining('not readable as YAML') });
  writeFileSync(file, 'listen: 4000\n');
  expect(await sources('list')).toMatchObject({ status: 1, stderr: expect.stringContaining('no list of sources') });
  rmSync(file);
  expect(await sources('list')).toMatchObject({ status: 1, stderr: expect.stringContaining('cannot be read') });
});

it('a file behind a link is changed in its place, and nothing is left beside it', async () => {
  const link = join(folder, 'link.yaml');
  symlinkSync(file, link);
  expect((await run(['sources', 'enable', 'app', '-f', link])).status).toBe(0);
  expect(now()).toContain('enabled: true');
  expect(readdirSync(folder).sort()).toEqual(['crosswalk.yaml', 'link.yaml']);
});
