import { type CharSet, union } from './char-set.ts';

const ASCII_END = 0x80;

/** ECMAScript's Canonicalize for patterns without the flag u: units are equal under the flag i when this is equal. */
export function canonical(unit: number): number {
  if (unit < ASCII_END) return unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit;
  const upper = String.fromCharCode(unit).toUpperCase();
  if (upper.length !== 1) return unit;
  const code = upper.charCodeAt(0);
  return code < ASCII_END ? unit : code;
}

/** The set with all units that the flag i makes equal to one of it. */
export function anyCase(set: CharSet): CharSet {
  if (set.length === 0 || set[set.length - 1]! < ASCII_END) return union([set, asciiVariants(set)]);
  const wanted = new Set<number>();
  const variants = caseVariants();
  for (let at = 0; at < set.length; at += 2) {
    for (let unit = set[at]!; unit <= set[at + 1]!; unit++) {
      for (const variant of variants.get(canonical(unit)) ?? []) wanted.add(variant);
    }
  }
  return union([set, ...Array.from(wanted, (unit) => [unit, unit])]);
}

function asciiVariants(set: CharSet): CharSet {
  const variants: CharSet[] = [];
  for (let at = 0; at < set.length; at += 2) {
    const [first, last] = [set[at]!, set[at + 1]!];
    const upper = [Math.max(first, 0x41), Math.min(last, 0x5a)] as const;
    const lower = [Math.max(first, 0x61), Math.min(last, 0x7a)] as const;
    if (upper[0] <= upper[1]) variants.push([upper[0] + 0x20, upper[1] + 0x20]);
    if (lower[0] <= lower[1]) variants.push([lower[0] - 0x20, lower[1] - 0x20]);
  }
  return union(variants);
}

let known: ReadonlyMap<number, readonly number[]> | undefined;

/** All units that have variants, by their canonical one. Made when the first pattern needs letters outside ASCII. */
function caseVariants(): ReadonlyMap<number, readonly number[]> {
  if (known) return known;
  const variants = new Map<number, number[]>();
  for (let unit = 0; unit <= 0xffff; unit++) {
    const upper = canonical(unit);
    if (upper === unit) continue;
    const others = variants.get(upper);
    if (others) others.push(unit);
    else variants.set(upper, [upper, unit]);
  }
  known = variants;
  return variants;
}
