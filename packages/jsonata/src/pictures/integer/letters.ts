const ALPHABET = 26;

/** Writes a whole number as a spreadsheet names its columns: 1 is `first`, 27 is `first` twice; 0 is the empty text. */
export function toLetters(value: number, first: 'a' | 'A'): string {
  const base = first.charCodeAt(0);
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / ALPHABET)) {
    text = String.fromCharCode(base + ((rest - 1) % ALPHABET)) + text;
  }
  return text;
}

/** Reads a spreadsheet column. Any character counts by its distance from `first`, as in the reference. */
export function fromLetters(text: string, first: 'a' | 'A'): number {
  const base = first.charCodeAt(0);
  let sum = 0;
  for (let place = 0; place < text.length; place++) {
    sum += (text.charCodeAt(text.length - place - 1) - base + 1) * ALPHABET ** place;
  }
  return sum;
}
