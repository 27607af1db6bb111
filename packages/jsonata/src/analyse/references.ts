import type { Ast, Call, Node, Span } from '../parse/ast.ts';
import { boundInFrame } from './bindings.ts';
import { partsOf } from './walk.ts';

/** A name that an expression uses and does not bind itself. */
export interface Reference extends Span {
  /** A function where it is called (or applied in part, or stands right of `~>`), else a variable. */
  readonly kind: 'function' | 'variable';
  /** Without the `$`. */
  readonly name: string;
  /** For a call: how many arguments it is given, the left side of `~>` among them. */
  readonly arguments?: number;
  /** For a variable that a path begins with: the plain names that follow, such as `["endpoint"]` of `$settings.endpoint`. */
  readonly path?: readonly string[];
}

/**
 * The free names of an expression in source order: all that its surroundings must give it. `$` and `$$` are none.
 */
export function references(ast: Ast): Reference[] {
  const found: Reference[] = [];
  visit(ast.root, new Set(boundInFrame([ast.root]).keys()), found);
  return found.sort((one, other) => one.start - other.start);
}

type Names = ReadonlySet<string>;

function visit(node: Node, bound: Names, found: Reference[]): void {
  switch (node.type) {
    case 'variable':
      add(node, 'variable', bound, found);
      break;
    case 'call':
      if (node.procedure.type === 'variable') addCall(node, 0, bound, found);
      else visit(node.procedure, bound, found);
      for (const argument of node.arguments) visit(argument, bound, found);
      break;
    case 'partial':
      if (node.procedure.type === 'variable') add(node.procedure, 'function', bound, found);
      else visit(node.procedure, bound, found);
      for (const argument of node.arguments) if (argument) visit(argument, bound, found);
      break;
    case 'apply':
      visit(node.left, bound, found);
      visitTarget(node.right, bound, found);
      break;
    case 'path':
      visitPath(node, bound, found);
      break;
    case 'lambda': {
      const names = [...node.parameters.map(({ name }) => name), ...boundInFrame([node.body]).keys()];
      visit(node.body, new Set([...bound, ...names]), found);
      break;
    }
    case 'block': {
      const inner = new Set([...bound, ...boundInFrame(node.expressions).keys()]);
      for (const expression of node.expressions) visit(expression, inner, found);
      break;
    }
    default:
      for (const part of partsOf({ ...node, predicates: [], group: undefined } as unknown as Node))
        visit(part, bound, found);
  }
  for (const predicate of node.predicates) visit(predicate, bound, found);
  // A path's group sees what its steps bind, so the path has seen to it.
  if (node.group && node.type !== 'path') for (const part of node.group.pairs.flat()) visit(part, bound, found);
}

/** What stands right of `~>` is a function: called with one argument more than is written, or named alone. */
function visitTarget(node: Node, bound: Names, found: Reference[]): void {
  if (node.type === 'variable') add(node, 'function', bound, found);
  else if (node.type === 'call' && node.procedure.type === 'variable') {
    addCall(node, 1, bound, found);
    for (const argument of node.arguments) visit(argument, bound, found);
  } else visit(node, bound, found);
}

function visitPath(node: Node & { type: 'path' }, bound: Names, found: Reference[]): void {
  const carried = node.steps.flatMap(({ focus, index, stages }) => [
    focus,
    index,
    ...stages.map((stage) => (stage.type === 'index' ? stage.name : undefined)),
  ]);
  const inner = new Set([...bound, ...carried.filter((name) => name !== undefined)]);
  const [first, ...rest] = node.steps;
  const following = rest.findIndex((step) => step.node.type !== 'name');
  const path = (following < 0 ? rest : rest.slice(0, following)).map((step) => (step.node as { name: string }).name);
  const { type, predicates } = first!.node;
  const plain = type === 'variable' && predicates.length + first!.stages.length === 0;
  if (plain) add(first!.node, 'variable', bound, found, { path });
  else visit(first!.node, inner, found);
  for (const stage of node.steps.flatMap((step) => step.stages))
    if (stage.type === 'filter') visit(stage.predicate, inner, found);
  for (const step of rest) visit(step.node, inner, found);
  if (node.group) for (const part of node.group.pairs.flat()) visit(part, inner, found);
}

function addCall(node: Call, more: number, bound: Names, found: Reference[]): void {
  add(node.procedure, 'function', bound, found, { arguments: node.arguments.length + more });
}

function add(
  node: Node,
  kind: Reference['kind'],
  bound: Names,
  found: Reference[],
  more: Partial<Reference> = {},
): void {
  if (node.type !== 'variable' || node.name === '' || node.name === '$' || bound.has(node.name)) return;
  found.push({ kind, name: node.name, start: node.start, end: node.end, ...more });
}
