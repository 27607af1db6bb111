/**
 * The candidate that `name` probably meant, or nothing when none is near: one typing slip in a name of three to six
 * letters, two up to ten, three in longer ones, none in shorter ones. A slip is a letter too many, missing, wrong, or two
 * swapped (optimal string alignment distance). Upper and lower case, `_`, `-` and blanks are never slips: `userId` is
 * near `user_id`. The name itself is not suggested; of equally near candidates the first one is.
 */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = folded(name);
  if (wanted === '') return undefined;
  let best: string | undefined;
  let allowed = Math.min(3, Math.floor((wanted.length + 1) / 4));
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const offered = folded(candidate);
    if (Math.abs(offered.length - wanted.length) > allowed) continue;
    const slips = distance(wanted, offered);
    if (slips > allowed) continue;
    best = candidate;
    if (slips === 0) break;
    allowed = slips - 1;
  }
  return best;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(replaced, last[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
