import type { CharSet } from './char-set.ts';

/**
 * A pattern as a tree. Flags are worked in: letter case is in the sets, multiline in the edges. Inside a look-behind,
 * sequences stand in the order in which they are matched, which is from right to left.
 */
export type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly set: CharSet }
  | { readonly kind: 'edge'; readonly edge: Edge; readonly behind: boolean }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | Choice
  | Loop
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Node }
  /** Several groups when they bear one name; at most one of them has matched. */
  | { readonly kind: 'backreference'; readonly groups: readonly number[]; readonly ignoreCase: boolean };

export interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Node[];
}

export interface Loop {
  readonly kind: 'loop';
  readonly body: Node;
  readonly least: number;
  readonly most: number;
  readonly greedy: boolean;
  /** The groups inside, from the first up to, not including, the last: each turn forgets what they held. */
  readonly groups: readonly [from: number, to: number];
}

export type Edge = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'word' | 'notWord';

/** A whole pattern. Groups count from 1. */
export interface Pattern {
  readonly root: Node;
  readonly groups: number;
  /** Whether flags change inside, as in (?i:a). V8 13 answers some of these wrongly. */
  readonly hasModifiers: boolean;
}

const nullables = new WeakMap<Node, boolean>();

/** Whether a node can match without taking a character. */
export function isNullable(node: Node): boolean {
  const known = nullables.get(node);
  if (known !== undefined) return known;
  const nullable = findNullable(node);
  nullables.set(node, nullable);
  return nullable;
}

function findNullable(node: Node): boolean {
  switch (node.kind) {
    case 'char':
      return false;
    case 'sequence':
      return node.items.every(isNullable);
    case 'choice':
      return node.options.some(isNullable);
    case 'loop':
      return node.least === 0 || isNullable(node.body);
    case 'group':
      return isNullable(node.body);
    default:
      return true;
  }
}

const heights = new WeakMap<Node, number>();

/** How many nodes lie between a node and its farthest leaf. */
export function heightOf(node: Node): number {
  let height = heights.get(node);
  if (height === undefined) {
    height = childrenOf(node).reduce((most, child) => Math.max(most, heightOf(child) + 1), 0);
    heights.set(node, height);
  }
  return height;
}

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'choice':
      return node.options;
    case 'loop':
    case 'group':
    case 'look':
      return [node.body];
    default:
      return [];
  }
}
