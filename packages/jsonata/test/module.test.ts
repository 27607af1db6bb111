import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../src/index.ts';

/** Emitted modules are run by a Node that forbids code from strings; they stand on the built runtime alone. */
const runtime = new URL('../dist/runtime/index.js', import.meta.url).href;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-jsonata-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function runModule(source: string, call: string): string {
  const text = compile(source).toSource().replace("'@crosswalk/jsonata/runtime'", JSON.stringify(runtime));
  writeFileSync(join(folder, 'expression.mjs'), text);
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { evaluate } from './expression.mjs';\nconsole.log(JSON.stringify(${call}));\n`,
  );
  const main = join(folder, 'main.mjs');
  return execFileSync(process.execPath, ['--disallow-code-generation-from-strings', main], { encoding: 'utf8' }).trim();
}

test('an expression runs as a module, without a parser and without eval', () => {
  const source =
    '{"total": $sum(items.(price * n)), "at": $now("[Y0001]"), "words": $match(note, /[a-z]+/).match, "x": $x}';
  const input = '{ items: [{ price: 2, n: 3 }, { price: 1, n: 1 }], note: "ab 12 cd" }';
  const call = `evaluate(${input}, { x: [1] }, { now: ${Date.UTC(2026, 5, 1)} })`;
  expect(runModule(source, call)).toBe('{"total":7,"at":"2026","words":["ab","cd"],"x":[1]}');
});

test('$eval in a module is a coded error, as there is no compiler', () => {
  const call = '(() => { try { return evaluate({}) } catch ({ code, start, end }) { return { code, start, end } } })()';
  expect(runModule('1 + $eval("1")', call)).toBe('{"code":"D3122","start":4,"end":9}');
});

test('a host that forbids code from strings can still write modules', () => {
  const built = new URL('../dist/index.js', import.meta.url).href;
  const main = join(folder, 'compile.mjs');
  const report = "[expression.toSource().length > 100, error.code].join(' ')";
  writeFileSync(
    main,
    `import { compile } from ${JSON.stringify(built)};
const expression = compile('a.b');
try { expression.evaluate({}); } catch (error) { console.log(${report}); }`,
  );
  const answer = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', main], {
    encoding: 'utf8',
  });
  expect(answer.trim()).toBe('true D3151');
});

test('a module imports what it uses, nothing else', () => {
  const names = (source: string): string[] =>
    compile(source)
      .toSource()
      .match(/import \{ (.*?) \}/)![1]!
      .split(', ');
  expect(names('a.b').map((name) => name.split(' ')[0])).toStrictEqual(['Run', 'budgetOf', 'names', 'placed']);
});
