import type { Node } from '../parse/ast.ts';

/** The parts of a node, in the order in which they are evaluated. */
export function* partsOf(node: Node): Iterable<Node> {
  yield* ownParts(node);
  yield* node.predicates;
  if (node.group) for (const pair of node.group.pairs) yield* pair;
}

function* ownParts(node: Node): Iterable<Node> {
  switch (node.type) {
    case 'path':
      for (const step of node.steps) {
        yield step.node;
        for (const stage of step.stages) if (stage.type === 'filter') yield stage.predicate;
      }
      return;
    case 'binary':
    case 'default':
    case 'apply':
      yield node.left;
      yield node.right;
      return;
    case 'negation':
      yield node.operand;
      return;
    case 'array':
      yield* node.items;
      return;
    case 'object':
      for (const pair of node.pairs) yield* pair;
      return;
    case 'condition':
      yield node.test;
      yield node.then;
      if (node.otherwise) yield node.otherwise;
      return;
    case 'block':
      yield* node.expressions;
      return;
    case 'bind':
      yield node.value;
      return;
    case 'call':
      yield node.procedure;
      yield* node.arguments;
      return;
    case 'partial':
      for (const argument of node.arguments) if (argument) yield argument;
      yield node.procedure;
      return;
    case 'lambda':
      yield node.body;
      return;
    case 'transform':
      yield node.pattern;
      yield node.update;
      if (node.remove) yield node.remove;
      return;
    case 'sort':
      for (const term of node.terms) yield term.expression;
  }
}

/** A node and all nodes inside it. */
export function* walk(root: Node): Iterable<Node> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    open.push(...[...partsOf(node)].reverse());
  }
}
