import fc from 'fast-check';

/** Patterns and texts as people and adversaries may write them: small alphabets, so that matches, loops and ties are common. */

const characters = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    'A',
    'ä',
    'ß',
    'µ',
    'ſ',
    'K',
    '-',
    ' ',
    '1',
    '{',
    '}',
    ']',
    '.',
    '[ab]',
    '[^a]',
    '[a-c]',
    '[\\w-]',
  ],
  ...[
    '[^\\s\\d]',
    '[\\b]',
    '[]',
    '[^]',
    '[\\D-a]',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\x61',
    '\\u0062',
    '\\n',
  ],
  ...['\\cA', '\\c', '\\x6', '\\u{2}', '\\8', '\\012', '\\-', '\\/'],
);
const edges = fc.constantFrom('^', '$', '\\b', '\\B');
const backreferences = fc.constantFrom('\\1', '\\2', '\\k<n>', '\\3');
const quantifiers = fc.constantFrom(
  ...['', '', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}', '{0}', '{,3}', '{2'],
);

const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 6, arbitrary: fc.tuple(characters, quantifiers).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: edges },
    { weight: 1, arbitrary: fc.tuple(backreferences, quantifiers).map((parts) => parts.join('')) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('(', '(', '(?:', '(?:', '(?=', '(?!', '(?<n>'), tie('pattern'), quantifiers)
        .map(([open, inside, quantifier]) => `${open}${inside})${quantifier}`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('(?<=', '(?<!'), tie('pattern')).map(([open, inside]) => `${open}${inside})`),
    },
  ),
  pattern: fc.oneof(
    { weight: 4, arbitrary: fc.array(tie('term'), { maxLength: 4 }).map((terms) => terms.join('')) },
    { weight: 1, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map((options) => options.join('|')) },
  ),
}));

/** Patterns that RegExp accepts. */
export const patterns = pattern.filter((source) => {
  try {
    return source !== '' && new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
});

export const flags = fc.constantFrom('', 'i', 'm', 'im');

const signs = [
  'a',
  'b',
  'c',
  'A',
  'B',
  'ä',
  'Ä',
  'ß',
  'µ',
  'Μ',
  'ſ',
  'S',
  'K',
  'k',
  '1',
  '-',
  ' ',
  '\n',
  '\u0001',
  '{',
];

/** Short texts of all kinds, and longer ones that repeat themselves. */
export const texts = fc.oneof(
  fc.array(fc.constantFrom(...signs), { maxLength: 14 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('a', 'ab', 'a b', ' ', 'aA1', '\n'), fc.nat(25), fc.constantFrom('', 'c', '!', ' '))
    .map(([unit, times, end]) => unit.repeat(times) + end),
);
