import type { Node } from '../parse/ast.ts';
import { partsOf } from './walk.ts';

const known = new WeakMap<Node, number>();

/** Steps that one turn through these nodes takes: one, and more where a turn does much without a loop or a call in it. */
export function stepsOf(nodes: readonly Node[]): number {
  return 1 + Math.floor(nodes.reduce((sum, node) => sum + weightOf(node), 0));
}

/** What a node takes, in steps; what functions in it take they pay themselves. */
function weightOf(node: Node): number {
  let weight = known.get(node);
  if (weight === undefined) {
    weight = ownWeight(node);
    if (node.type !== 'lambda') for (const part of partsOf(node)) weight += weightOf(part);
    known.set(node, weight);
  }
  return weight;
}

/** Nodes that make something in memory take longer than those that only look. */
function ownWeight(node: Node): number {
  switch (node.type) {
    case 'literal':
      return 0;
    case 'binary':
      return node.operator === '&' ? 1 : 0.1;
    case 'array':
      return 0.2 + node.items.length * 0.2;
    case 'object':
      return 0.2 + node.pairs.length * 1.5;
    case 'lambda':
    case 'transform':
      return 3;
    default:
      return 0.1;
  }
}
