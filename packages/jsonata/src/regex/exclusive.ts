import { type CharSet, disjoint } from './char-set.ts';
import type { Choice, Node } from './tree.ts';

/** More options than this are not compared with each other. */
const MOST_OPTIONS = 128;
const LONGEST_PREFIX = 16;

/** The characters that a node's matches begin with, and whether they are all of it. */
interface Prefix {
  readonly sets: readonly CharSet[];
  readonly whole: boolean;
}

const known = new WeakMap<Node, boolean>();

/** Whether at most one option can match at any place: each two differ in some character near their beginning. */
export function areExclusive(choice: Choice): boolean {
  let exclusive = known.get(choice);
  if (exclusive === undefined) {
    exclusive = differAll(choice.options);
    known.set(choice, exclusive);
  }
  return exclusive;
}

function differAll(options: readonly Node[]): boolean {
  if (options.length > MOST_OPTIONS) return false;
  const prefixes = options.map(prefixOf);
  return prefixes.every((prefix, index) => prefixes.slice(index + 1).every((other) => differ(prefix, other)));
}

function differ(one: Prefix, other: Prefix): boolean {
  return one.sets.some((set, at) => at < other.sets.length && disjoint(set, other.sets[at]!));
}

function prefixOf(node: Node): Prefix {
  switch (node.kind) {
    case 'char':
      return { sets: [node.set], whole: true };
    case 'group':
      return prefixOf(node.body);
    case 'sequence':
      return joined(node.items.map(prefixOf));
    case 'loop': {
      const turns = Math.min(node.least, LONGEST_PREFIX);
      const { sets, whole } = joined(Array.from({ length: turns }, () => prefixOf(node.body)));
      return { sets, whole: whole && turns === node.most };
    }
    case 'choice':
    case 'backreference':
      return { sets: [], whole: false };
    default:
      return { sets: [], whole: true };
  }
}

function joined(prefixes: readonly Prefix[]): Prefix {
  const sets: CharSet[] = [];
  for (const prefix of prefixes) {
    sets.push(...prefix.sets);
    if (!prefix.whole || sets.length >= LONGEST_PREFIX) return { sets, whole: false };
  }
  return { sets, whole: true };
}
