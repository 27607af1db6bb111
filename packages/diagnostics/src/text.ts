/**
 * A text as it is shown: tabs as two blanks, so that what stands under a line can be aligned; other control characters as
 * their pictures (␛), and marks that turn the direction of writing as �, so that a file cannot pretend to be another.
 */
export function visible(text: string): string {
  return text.replaceAll('\t', '  ').replace(/\p{Cc}|\p{Bidi_Control}/gu, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

/** How many columns a terminal gives to a text: two for a wide character (CJK, emoji), none for a mark upon another. */
export function columns(text: string): number {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : zero.test(segment) ? 0 : 1;
  return width;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const zero = /^[\p{M}\u200b-\u200d]+$/u;

/** A line that is longer is shown in part: a minified schema would fill the screen. */
const lineLimit = 160;
const kept = 60;

/** A line in three parts around the characters in question, as shown. Of a very long one only what is near. */
export function excerpt(line: string, start: number, length: number): Record<'before' | 'marked' | 'after', string> {
  const end = start + length;
  const long = line.length > lineLimit;
  const from = long ? Math.max(0, start - kept) : 0;
  const to = long ? Math.min(line.length, start + Math.min(length, kept) + kept) : line.length;
  return {
    before: `${from > 0 ? '…' : ''}${visible(line.slice(from, start))}`,
    marked: visible(line.slice(start, Math.min(end, to))),
    after: `${visible(line.slice(Math.min(end, to), to))}${to < line.length ? '…' : ''}`,
  };
}
