import { type Diagnostic, render } from '@crosswalk/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns } from '../src/text.ts';

const diagnostic = (labels?: Diagnostic['labels']): Diagnostic => ({
  code: 'M102',
  severity: 'error',
  message: 'unknown key',
  ...(labels && { labels }),
});

test('one blank line stands between two diagnostics, none at the end', () => {
  expect(render([diagnostic(), diagnostic()])).toBe('error[M102]: unknown key\n\nerror[M102]: unknown key');
  expect(render([])).toBe('');
});

test('a file named like an inherited property is not mistaken for a source', () => {
  expect(render(diagnostic([{ file: 'constructor', start: 0, end: 3 }]))).toBe(
    'error[M102]: unknown key\n   ┌─ constructor',
  );
});

test('labels beside the text point at its nearest end', () => {
  const sources = { 'a.yaml': 'rule: a' };
  const at = (start: number, end: number) =>
    render(diagnostic([{ file: 'a.yaml', start, end }]), { sources }).split('\n');
  expect(at(-5, -2)).toContain('   ┌─ a.yaml:1:1');
  expect(at(90, 95)).toContain('   ┌─ a.yaml:1:8');
});

test('whatever the text and the label, the carets stand under the first character of the label', () => {
  const cell = fc.constantFrom('a', '\t', '東', 'e\u0301', '👩‍👩‍👧', '\r\n', '\n', ' ', '\u001b', '😀');
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 30 }), fc.nat(29), fc.nat(5), (cells, at, count) => {
      const before = cells.slice(0, at).join('');
      const source = cells.join('');
      const label = { file: 'f', start: before.length, end: cells.slice(0, at + count).join('').length };
      const lines = render(diagnostic([label]), { sources: { f: source } }).split('\n');
      expect(lines).toHaveLength(5);
      const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
      const shown = lineBefore.replaceAll('\t', '  ').replaceAll('\u001b', '␛').replaceAll('\r', '␍');
      expect(lines[4]!.indexOf('^')).toBe(columns(`   │ ${shown}`));
    }),
  );
});
