import { render } from '@crosswalk/diagnostics';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/index.ts';
import { base } from './base.ts';

const withField = (expression: string): Record<string, string> => ({
  ...base,
  'hello.yaml': `rule: hello\nsummary: Says hello.\nwhen: type = "identify"\nsend: hello\nfields:\n  name: |-\n    ${expression}\n`,
});
const wide = (items: number): string => `[${'a, '.repeat(items)}a]`;
const deep = (levels: number): string => `${'['.repeat(levels)}a${']'.repeat(levels)}`;

describe('an expression that nobody would write', () => {
  test.each([
    ['of more than 65,536 characters', `"${'x'.repeat(70_000)}"`, 'may have 65536 characters, this one has 70002'],
    ['of more than 10,000 tokens', wide(6_000), 'may have 10000 names, literals, operators and brackets'],
    ['that nests more than 500 deep', deep(501), 'may nest 500 deep'],
    ['that overflows the parser', `${'-'.repeat(9_000)}a`, 'nest'],
    ['with a path of more than 500 steps', `a${'.a'.repeat(501)}`, 'may nest 500 deep'],
    ['with a chain of more than 500 operators', `a${' + a'.repeat(501)}`, 'may nest 500 deep'],
  ])('%s is refused with its place and the way out', (_what, expression, message) => {
    const { destination, diagnostics } = compile(withField(expression));
    expect(destination).toBeUndefined();
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'M201', message: expect.stringContaining(message) })]);
    expect(diagnostics[0]!.notes?.join()).toContain('functions/*.jsonata hold functions');
    expect(diagnostics[0]!.labels![0]!.file).toBe('hello.yaml');
  });

  test.each([wide(4_000), deep(150)])('is far beyond this, which works: %.10s', (expression) => {
    expect(compile(withField(expression)).diagnostics).toEqual([]);
  });
});

describe('files of a mapping', () => {
  test('may have 131,072 characters each', () => {
    const files = { ...base, 'hello.yaml': `# ${'x'.repeat(131_072)}` };
    const { diagnostics } = compile(files);
    expect(render(diagnostics, { sources: files })).toContain(
      'error[M118]: a file may have 131072 characters, this one has 131074',
    );
  });

  test('may have 1,048,576 characters together', () => {
    const more = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`functions/f-${index}.jsonata`, `/*${' '.repeat(120_000)}*/`]),
    );
    const { diagnostics } = compile({ ...base, ...more });
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'M118' })]);
    expect(diagnostics[0]!.labels![0]!.file).toBe('functions/f-8.jsonata');
  });

  test('do not count when they are cases', () => {
    const cases = { 'hello.cases.yaml': `# ${'x'.repeat(2_000_000)}` };
    expect(compile({ ...base, ...cases }).diagnostics).toEqual([]);
  });

  test.each([
    ['lists', `a: ${'['.repeat(60_000)}`],
    ['maps', `a: ${'{a: '.repeat(30_000)}`],
    ['entries', `a:\n  ${'- '.repeat(60_000)}1`],
  ])('that nest %s without end are told, and nothing is thrown', (_what, text) => {
    const { diagnostics } = compile({ ...base, 'hello.yaml': text });
    expect(diagnostics[0]!.code).toBe('M101');
  });
});
