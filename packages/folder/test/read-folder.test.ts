import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { render } from '@crosswalk/diagnostics';
import { afterEach, describe, expect, it } from 'vitest';
import { readFolder } from '../src/index.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-folder-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const problems = (folder: string) => render(readFolder(folder, 'mine/').diagnostics);

describe('a mapping folder', () => {
  it('is its YAML, its JSON and its functions, with cases and version apart', () => {
    const folder = folderOf({
      'destination.yaml': '\uFEFFdestination: x\r\n',
      'identify.yaml': 'rule: identify',
      'identify.cases.yaml': 'cases: []',
      'user.schema.json': '{}',
      'package.json': '{"version":"1.2.3"}',
      'README.md': '# mine',
      'functions/trait.jsonata': 'function($name) { $name }',
      'functions/notes.txt': 'not read',
      'node_modules/other/destination.yaml': 'not read',
    });
    expect(readFolder(folder, 'mine/')).toEqual({
      files: {
        'destination.yaml': 'destination: x\r\n',
        'functions/trait.jsonata': 'function($name) { $name }',
        'identify.yaml': 'rule: identify',
        'user.schema.json': '{}',
      },
      cases: { 'identify.cases.yaml': 'cases: []' },
      version: '1.2.3',
      diagnostics: [],
    });
  });

  it('that is not there, or is a file, says so', () => {
    const folder = folderOf({ 'destination.yaml': 'destination: x' });
    expect(problems(join(folder, 'nowhere'))).toBe('error[M117]: mine is not there');
    expect(problems(join(folder, 'destination.yaml'))).toBe('error[M117]: mine is a file, and a mapping is a folder');
  });

  it('tells each file that it cannot read', () => {
    const folder = folderOf({
      'binary.yaml': Uint8Array.of(1, 0, 2),
      'latin.yaml': Uint8Array.of(0x6e, 0xe4, 0x6e),
      'large.json': ' '.repeat(1024 * 1024 + 1),
      'inner.yaml/file': '',
    });
    expect(problems(folder).split('\n\n')[0]).toBe(`error[M116]: this is binary, and text is wanted
   ┌─ mine/binary.yaml`);
    symlinkSync('/etc/hostname', join(folder, 'linked.yaml'));
    symlinkSync(folder, join(folder, 'functions'));
    expect(
      readFolder(folder, 'mine/').diagnostics.map(({ code, message, labels }) => [code, labels![0]!.file, message]),
    ).toEqual([
      ['M116', 'mine/functions', 'this is a link, and links are not followed'],
      ['M116', 'mine/binary.yaml', 'this is binary, and text is wanted'],
      ['M116', 'mine/inner.yaml', 'this is a folder'],
      ['M116', 'mine/large.json', 'this is larger than 1024 KB'],
      ['M116', 'mine/latin.yaml', 'this is not written in UTF-8'],
      ['M116', 'mine/linked.yaml', 'this is a link, and links are not followed'],
    ]);
  });

  it('points out files that were probably meant to be read', () => {
    const folder = folderOf({ 'alias.yml': '', 'trait.jsonata': '', 'fucntions/x.jsonata': '', 'destinaton.yaml': '' });
    expect(
      readFolder(folder, 'mine/').diagnostics.map(({ severity, labels, suggestion }) => [
        severity,
        labels![0]!.file,
        suggestion,
      ]),
    ).toEqual([
      ['warning', 'mine/alias.yml', 'alias.yaml'],
      ['warning', 'mine/destinaton.yaml', 'destination.yaml'],
      ['warning', 'mine/fucntions', 'functions'],
      ['warning', 'mine/trait.jsonata', 'functions/trait.jsonata'],
    ]);
  });
});
