import { expect, test } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { compileRegex } from '../../src/regex/index.ts';

/** What a pattern finds: the match, then what its groups hold ("-" for a group that took no part), with bars between. */
const found: readonly [pattern: string, text: string, result: string][] = [
  ['/(\\w+)\\s(\\w+)/', 'Michael Bolton', 'Michael Bolton|Michael|Bolton'],
  ['/^\\+?(\\d{1,3})/', '+49 30', '+49|49'],
  ['/A|b/i', 'xB', 'B'],
  ['/^b$/m', 'a\nb\nc', 'b'],
  ['/a.c/', 'a\nc abc', 'abc'],
  ['/[^]/', '\n', '\n'],
  ['/[]|a/', 'a', 'a'],
  ['/<.+?>/', '<a><b>', '<a>'],
  ['/(a)|(b)/', 'b', 'b|-|b'],
  ['/(?:(a)|b)*/', 'ab', 'ab|-'],
  ['/(z)((a+)?(b+)?(c))*/', 'zaacbbbcac', 'zaacbbbcac|z|ac|a|-|c'],
  ['/(?=(a+))a*b\\1/', 'baaabac', 'aba|a'],
  ['/(?!foo)\\w+/', 'foobar', 'oobar'],
  ['/(?<=\\$)\\d+/', 'cost $42', '42'],
  ['/(?<!\\$)\\b\\d+/', '$42 43', '43'],
  ['/(?<=(\\d+)(\\d+))$/', '1053', '|1|053'],
  ['/(?<year>\\d{4})-\\k<year>/', '2018-2018', '2018-2018|2018'],
  ['/(["\']).*?\\1/', 'say "it\'s"', '"it\'s"|"'],
  ['/(?:)*x/', 'x', 'x'],
  ['/(a*)*/', 'b', '|-'],
  ['/(a*)+/', 'b', '|'],
  ['/a{2}b{,2}/', 'aab{,2}', 'aab{,2}'],
  ['/x{1,}?y/', 'xxy', 'xxy'],
  ['/\\u0041\\x42\\103\\0/', 'ABC\0', 'ABC\0'],
  ['/\\u{2}/', 'uu', 'uu'],
  ['/[\\w-.]+/', 'a-b.c', 'a-b.c'],
  ['/\\bword\\b/', 'a word.', 'word'],
  ['/é/i', 'É', 'É'],
  ['/[à-ý]/i', 'Ö', 'Ö'],
  ['/(?i:a)b/', 'AB Ab', 'Ab'],
  ['/(?i:(a)|[a-c])/', 'B', 'B|-'],
];

test.each(found)('%s on %j finds %j', (literal, text, result) => {
  const end = literal.lastIndexOf('/');
  const regex = compileRegex(literal.slice(1, end), literal.slice(end + 1));
  for (const match of [regex.exec(text, 0, budgetOf()), regex.execMetered(text, 0, budgetOf())]) {
    const { index, end: last, groups } = match!;
    expect([text.slice(index, last), ...groups.map((group) => group ?? '-')].join('|')).toBe(result);
  }
});

const refused: readonly [what: string, source: string, flags: string, code: string][] = [
  ['nothing', '', '', 'S0301'],
  ['a group that is not closed', '(a', '', 'S0303'],
  ['a quantifier of nothing', '*a', '', 'S0303'],
  ['a flag that JSONata does not have', 'a', 'y', 'S0303'],
  ['too long a pattern', 'a'.repeat(20_001), '', 'S0304'],
  ['too many repetitions', '(?:ab){99999999}', '', 'S0304'],
  ['repetitions of repetitions', '(?:(?:(?:ab){100}c){100}d){100}', '', 'S0304'],
  ['groups nested too deeply', '('.repeat(251) + ')'.repeat(251), '', 'S0304'],
];

test.each(refused)('%s is refused', (_what, source, flags, code) => {
  expect(() => compileRegex(source, flags)).toThrow(expect.objectContaining({ code }));
});

test('a mistake is told in the words of the engine', () => {
  expect(() => compileRegex('(a')).toThrow(
    'this is no regular expression: Invalid regular expression: /(a/: Unterminated group',
  );
});
