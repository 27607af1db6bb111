import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { render } from '@crosswalk/diagnostics';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compile } from '../src/index.ts';

/*
 * Every mistake has a fixture: what it is, the files that make it (laid over fixtures/base), and the whole rendered frame.
 * UPDATE_FRAMES=1 writes the frames anew; read the difference before you commit it.
 */
const folder = new URL('../fixtures/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const base = Object.fromEntries(
  ['destination.yaml', 'hello.yaml', 'person.schema.json', 'settings.schema.json', 'functions/full-name.jsonata'].map(
    (file) => [file, read(`base/${file}`)],
  ),
);

interface Fixture {
  says: string;
  files: Record<string, string | null>;
  frame: string;
}

test('the mapping that fixtures start from has no mistake', () => {
  expect(compile(base).diagnostics).toEqual([]);
});

describe('each mistake is shown with its place and the way out', () => {
  for (const name of readdirSync(new URL('diagnostics', folder)).sort()) {
    const text = read(`diagnostics/${name}`);
    const fixture = parse(text) as Fixture;
    test(`${name.slice(0, 4)}: ${fixture.says}`, () => {
      const files: Record<string, string> = { ...base };
      for (const [file, content] of Object.entries(fixture.files)) {
        if (content === null) delete files[file];
        else files[file] = content;
      }
      const { diagnostics } = compile(files);
      const frame = `${render(diagnostics, { sources: files })}\n`;
      if (process.env.UPDATE_FRAMES) {
        const indented = frame
          .trimEnd()
          .split('\n')
          .map((line) => (line === '' ? '' : `  ${line}`));
        writeFileSync(
          new URL(`diagnostics/${name}`, folder),
          `${text.slice(0, text.indexOf('frame: |'))}frame: |\n${indented.join('\n')}\n`,
        );
      } else expect(frame).toBe(fixture.frame);
      expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(name.slice(0, 4));
    });
  }
});
