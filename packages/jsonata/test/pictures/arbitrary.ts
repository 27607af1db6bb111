import fc from 'fast-check';

/** Pictures as people write them, and as they get them wrong; with the values to write by them. */

const joined = (parts: readonly string[]): string => parts.join('');

function rows(signs: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...signs), { maxLength }).map(joined);
}

export const numbers = fc.oneof(
  fc.integer({ min: -2_000, max: 2_000 }),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 0.5, 1.5, 2.5, -0.5, 1e15, 1e20, 1e21, 1e-7, 123456.789, 1 / 3),
);

export const numberPictures = fc.oneof(
  rows(['#', '0', '0', '#', ',', '.', 'e', '%', '‰', ';', '1', '9', 'x', '-'], 9),
  fc
    .tuple(
      fc.constantFrom('', '$', 'x '),
      rows(['#', '#', ','], 5),
      rows(['0', '0', '0', ','], 4),
      fc.constantFrom('', '.', '.0', '.00', '.0#', '.##', '.00,00', '.0,0,0', '.###'),
      fc.constantFrom('', '', 'e0', 'e00', '%', '‰', ' suffix', ';(0)', ';-#,##0.0'),
    )
    .map(joined),
);

const options = ['decimal-separator', 'grouping-separator', 'exponent-separator', 'minus-sign', 'percent', 'per-mille'];

export const numberOptions = fc.option(
  fc.dictionary(
    fc.constantFrom(...options, 'zero-digit', 'digit', 'pattern-separator', 'infinity', 'unknown'),
    fc.constantFrom(',', '.', 'e', 'E', '%', '0', '٠', '#', 'A', 'pm', '|', ' ', 'x', '~'),
    { maxKeys: 3 },
  ),
  { nil: undefined, freq: 3 },
);

export const integers = fc.oneof(
  fc.integer({ min: -5_000, max: 5_000 }),
  fc.double({ min: -3e6, max: 3e6, noNaN: true }),
);

export const integerPictures = fc.oneof(
  fc.constantFrom('a', 'A', 'i', 'I', 'w', 'W', 'Ww', 'w;o', 'W;o', 'Ww;o', 'a;o', 'I;c', 'Ww;c'),
  fc.constantFrom('0', '00', '1;o', '#,##0', '#,##0;o', "#'##0", '٠', '٠٠٠', '0,0.0', '##,##,##0', '#,#.0'),
  rows(['#', '0', '9', ',', '.', ';', 'o', '٣', 'a', '-', ' ', '😀'], 7),
);

const markers = fc
  .tuple(
    fc.constantFrom(...'YMDdFWwXxHhPmsfZzCEYMDH'),
    fc.constantFrom(
      ...['', '', '', '1', '01', '001', '0001', 'I', 'i', 'w', 'Ww', 'W', 'n', 'N', 'Nn', 'a', '1o', 'Wwo', '#1'],
      ...['0101', '01:01', '01:01t', '0000', '0t', 'N t', '9,999', '00000'],
    ),
    fc.constantFrom('', '', '', '', ',2', ',2-2', ',*-3', ',3-3', ',4', ',*-2', ',1-*', ',x'),
  )
  .map((parts) => `[${joined(parts)}]`);

export const datePictures = fc.oneof(
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: markers },
        { weight: 4, arbitrary: fc.constantFrom('-', '/', ' ', ':', 'T', '.', ', ', '[[', ']]', ' of ', '1', 'Z') },
        { weight: 1, arbitrary: fc.constantFrom(']', '[]', '[Y', '[ Y 0001 ]', '[q]') },
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map(joined),
  fc.constantFrom(
    ...['[Y0001]-[M01]-[D01]', '[D1o] [MNn] [Y0001]', '[FNn], [D1o] [MNn] [Y]', '[Dwo] of [MNn], [Yw]', '[YI]-[Mi]'],
    ...['[h]:[m] [P]', '[h#1]:[m01][PN]', '[H01]:[m01]:[s01] [z]', '[Y]-[d001]', '[X0001]-W[W01]-[F1]'],
    ...['[Y0001][M01][D01][H01][m01][s01]', '[M01]/[D01]/[Y0001] [H01]:[m01] [Z0101]', '[w] [x] [xNn]'],
  ),
);

export const moments = fc.oneof(
  fc.integer({ min: -1e12, max: 4e12 }),
  fc.integer({ min: -8e15, max: 8e15 }),
  fc.constantFrom(0, -1, 951_782_400_000, 1_104_537_600_000),
);

export const timezones = fc.constantFrom(
  undefined,
  undefined,
  '0000',
  '+0100',
  '-0500',
  '+0530',
  '+1245',
  '-0330',
  '+5',
);

export const words = rows(
  [
    'one',
    'two',
    'hundred',
    'thousand',
    'and',
    'twenty',
    'first',
    '-',
    ', ',
    ' ',
    'XIV',
    'ab',
    '12',
    '1,234',
    'th',
    '0x',
  ],
  6,
);

/** Texts shaped like ISO dates, with a zone: the reference reads those without one in the zone of its machine. */
export const isoDates = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('2018', '0050', '1999', '20181'),
      fc.constantFrom('', '-02', '-12', '-13', '-00', '-1'),
      fc.constantFrom('', '-01', '-31', '-30', '-00', '-39'),
      fc.constantFrom('T10:20:30', 'T24:00:00', 'T29:00:00', 'T00:60:00', 'T24:00:01'),
      fc.constantFrom('', '.5', '.123', '.123456', '.'),
      fc.constantFrom('Z', '+01:00', '-0530', '+2459', '+23:59'),
    )
    .map(joined),
  fc.constantFrom('2018', '2018-02', '2018-13', '2018-02-01', '2018-02-30', '2018-02-32', '01-02-2018', ''),
);
