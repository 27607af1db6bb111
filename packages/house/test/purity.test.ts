import { describe, expect, test } from 'vitest';
import { report } from '../src/check.ts';
import { purity } from '../src/checks/purity.ts';
import { repositoryOf } from '../src/repository.ts';
import { emptyHouse } from './tiny-package.ts';

const path = 'packages/engine/src/a.ts';
/** What the check says about a file of the engine. Its list of files that may make code is of the real repository. */
const find = (text: string, at = path) =>
  report([...purity.find(repositoryOf({ ...emptyHouse, [at]: text }))].filter(({ file }) => file === at));

describe('impure', () => {
  test.each([
    ["import { readFileSync } from 'node:fs';", 'imports node:fs', 'Take what it gives as an argument'],
    ["import type { Buffer } from 'node:buffer';", 'imports node:buffer', 'Take what it gives as an argument'],
    ["const fs = await import('node:fs');", 'imports node:fs', 'Take what it gives as an argument'],
    ['const a = await import(name);', 'imports what only runs can tell', 'Write the name as a text'],
    ['const a = Date.now();', 'uses Date.now', 'Take the time as an argument'],
    ["const a = Date['now']();", 'uses Date.now', 'Take the time as an argument'],
    ['const { now } = Date;', 'uses Date as a value', 'Take the time as an argument'],
    ['const a = new Date();', 'uses new Date()', 'Take the time as an argument'],
    ['const a = new Date;', 'uses new Date()', 'Take the time as an argument'],
    ['const a = Date();', 'uses Date()', 'Take the time as an argument'],
    ['const a = performance.now();', 'uses performance', 'Take the time as an argument'],
    ['const a = Math.random();', 'uses Math.random', 'Take what it gives as an argument'],
    ["const a = Math['random']();", 'uses Math.random', 'Take what it gives as an argument'],
    ['const a = Math[name]();', 'uses Math.[...]', 'Take what it gives as an argument'],
    ['const { random } = Math;', 'uses Math as a value', 'Take what it gives as an argument'],
    ['const a = crypto.randomUUID();', 'uses crypto', 'Take what it gives as an argument'],
    ['const a = globalThis.fetch;', 'uses globalThis', 'the app knows its host'],
    ['const a = { fetch };', 'uses fetch', 'the app knows its host'],
    ['const a = { [process.pid]: 1 };', 'uses process', 'the app knows its host'],
    [`const a = \`\${process.pid}\`;`, 'uses process', 'the app knows its host'],
    ["console.log('a');", 'uses console', 'the app knows its host'],
    ["const a = Buffer.from('a');", 'uses Buffer', 'the app knows its host'],
    ["const a = require('fs');", 'uses require', 'the app knows its host'],
    ['const a = import.meta.url;', 'uses import.meta', 'the app knows its host'],
    ['setTimeout(() => {}, 1);', 'uses setTimeout', 'Nothing waits here'],
    ["const a = new Function('return 1');", 'uses Function', 'the one file that loads generated source'],
    ["const a = (0, eval)('1');", 'uses eval', 'the one file that loads generated source'],
    ['const a = new Date(0).getHours();', 'uses .getHours, which depends on where it runs', 'Use the UTC method'],
    [
      "const a = ['a'].sort((a, b) => a.localeCompare(b));",
      'uses .localeCompare, which depends on where',
      'Use the UTC',
    ],
  ])('%s', (text, what, wayOut) => {
    const says = find(text);
    expect(says).toContain(`${path}:1: ${what}`);
    expect(says).toContain('but engine is pure');
    expect(says).toContain(wayOut);
  });
});

describe('pure', () => {
  test.each([
    ['a date that was told', 'const a = new Date(now).getUTCHours() + Date.UTC(2020) + Date.parse(text);'],
    ['a test for a kind', 'const a = b instanceof Date || b instanceof Function;'],
    [
      'names of members',
      'const a = Object.getOwnPropertyNames(Function.prototype).concat(Object.keys(Date.prototype));',
    ],
    ['arithmetic', 'const a = Math.floor(Math.PI);'],
    ['names in comments and texts', '// Date.now()\n/* fetch */ const a = "Math.random() process";'],
    ['generated source', "const a = `const now = Date.now(); fetch('a')`;"],
    [
      'a property of that name',
      'const a = event.process + event.performance.now; const b = { fetch: 1, crypto() {} };',
    ],
    [
      'a parameter of that name',
      'function a({ process, window: [document] }, ...global) { return [process, document, global]; }',
    ],
    ['an import of that name', "import { location } from './location.ts';\nconst a = location;"],
    ['a type of that name', 'interface Request { fetch: Function }\nconst a = (b: Buffer): Request => b as Request;'],
    ['a label', 'window: for (;;) break window;'],
    ['a class of the file itself', 'class Worker { process = 1 }\nconst a = new Worker();'],
  ])('%s', (_, text) => {
    expect(find(text)).toBe('');
  });

  test('what is not a source of a pure package may do all of it', () => {
    const text = "import 'node:fs'; Date.now(); fetch('a');";
    for (const at of [
      'packages/engine/test/a.test.ts',
      'packages/engine/bench/a.ts',
      'apps/http/src/a.ts',
      'packages/delivery/src/a.ts',
    ]) {
      expect(find(text, at)).toBe('');
    }
  });
});
