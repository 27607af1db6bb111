/** What all spellings of a name have in common: its Unicode letters and digits, in lower case. Empty when there are none. */
export function fold(spelling: string): string {
  const known = kept.get(spelling);
  if (known !== undefined) return known;
  const folded = spelling.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, '');
  if (spelling.length <= longestKept) {
    if (kept.size >= mostKept) kept.clear();
    kept.set(spelling, folded);
  }
  return folded;
}

/** Longer spellings are folded anew each time, so that a stranger's keys cannot fill the memory. */
export const longestKept = 64;
const mostKept = 4096;
const kept = new Map<string, string>();
