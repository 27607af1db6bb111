import type { Node } from '../parse/ast.ts';
import { partsOf } from './walk.ts';

/**
 * The names that a node binds by `:=` in the frame that it is evaluated in, and how often that is written. Blocks and
 * functions have frames of their own, and so have the steps of paths that carry tuples.
 */
export function boundIn(node: Node): Map<string, number> {
  const names = new Map<string, number>();
  collect(node, names);
  return names;
}

/** As `boundIn`, for a block's or function's own frame. */
export function boundInFrame(nodes: readonly Node[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const node of nodes) collect(node, names);
  return names;
}

function collect(node: Node, names: Map<string, number>): void {
  if (node.type === 'bind') names.set(node.name, (names.get(node.name) ?? 0) + 1);
  if (node.type === 'lambda' || node.type === 'block' || node.type === 'transform') {
    for (const predicate of node.predicates) collect(predicate, names);
    for (const pair of node.group?.pairs ?? []) for (const part of pair) collect(part, names);
    return;
  }
  for (const part of partsOf(node)) collect(part, names);
}
