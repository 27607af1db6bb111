const CARDINALS = [
  'Zero',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
  'Thirteen',
  'Fourteen',
  'Fifteen',
  'Sixteen',
  'Seventeen',
  'Eighteen',
  'Nineteen',
];
const ORDINALS = [
  'Zeroth',
  'First',
  'Second',
  'Third',
  'Fourth',
  'Fifth',
  'Sixth',
  'Seventh',
  'Eighth',
  'Ninth',
  'Tenth',
  'Eleventh',
  'Twelfth',
  'Thirteenth',
  'Fourteenth',
  'Fifteenth',
  'Sixteenth',
  'Seventeenth',
  'Eighteenth',
  'Nineteenth',
];
const TENS = ['Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];
const POWERS = ['Thousand', 'Million', 'Billion', 'Trillion'];

/** Writes a whole number in English words, each with a capital: "One Thousand, Two Hundred and Five". */
export function toWords(value: number, ordinal: boolean): string {
  if (value < 20) return (ordinal ? ORDINALS : CARDINALS)[value] ?? '';
  if (value < 100) return tens(value, ordinal);
  if (value < 1000) return joined(`${CARDINALS[Math.floor(value / 100)]} Hundred`, value % 100, ordinal);
  // The greatest word is used more than once: 1e15 is "One Thousand Trillion".
  const power = Math.min(Math.floor(Math.log10(value) / 3), POWERS.length);
  const unit = 10 ** (power * 3);
  const count = Math.floor(value / unit);
  return joined(`${toWords(count, false)} ${POWERS[power - 1]}`, value - count * unit, ordinal);
}

function tens(value: number, ordinal: boolean): string {
  const word = TENS[Math.floor(value / 10) - 2]!;
  if (value % 10 !== 0) return `${word}-${toWords(value % 10, ordinal)}`;
  return ordinal ? `${word.slice(0, -1)}ieth` : word;
}

function joined(head: string, rest: number, ordinal: boolean): string {
  if (rest > 0) return head + (rest < 100 ? ' and ' : ', ') + toWords(rest, ordinal);
  return ordinal ? `${head}th` : head;
}

const WORD_VALUES: ReadonlyMap<string, number> = new Map([
  ...CARDINALS.map((word, value) => [word.toLowerCase(), value] as const),
  ...ORDINALS.map((word, value) => [word.toLowerCase(), value] as const),
  ...[...TENS, 'Hundred'].flatMap((word, index) => {
    const lower = word.toLowerCase();
    const value = (index + 2) * 10;
    return [
      [lower, value],
      [`${lower.slice(0, -1)}ieth`, value],
    ] as const;
  }),
  ['hundredth', 100],
  ...POWERS.flatMap((word, index) => {
    const lower = word.toLowerCase();
    const value = 1000 ** (index + 1);
    return [
      [lower, value],
      [`${lower}th`, value],
    ] as const;
  }),
]);

/** All words that numbers are made of, in lower case: cardinals and ordinals. */
export const NUMBER_WORDS: readonly string[] = [...WORD_VALUES.keys()];

/** Reads lower-case English words as `toWords` writes them; NaN for any other word. */
export function fromWords(text: string): number {
  // What stands last is still multiplied by the words that follow: one, then hundred; twelve hundred, then thousand.
  const sums = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = WORD_VALUES.get(word) ?? Number.NaN;
    const last = sums.pop()!;
    if (value < 100) {
      if (last >= 1000) sums.push(last, value);
      else sums.push(last + value);
    } else {
      sums.push(last * value);
    }
  }
  return sums.reduce((sum, each) => sum + each, 0);
}
