import type { Ast, Call, Node, Path, Span } from '../parse/ast.ts';
import { boundInFrame } from './bindings.ts';
import { partsOf } from './walk.ts';

/** A name that an expression uses and does not bind itself. */
export interface NameReference extends Span {
  /** A function where it is called (or applied in part, or stands right of `~>`), else a variable. */
  readonly kind: 'function' | 'variable';
  /** Without the `$`. */
  readonly name: string;
  /** For a call: how many arguments it is given, the left side of `~>` among them. */
  readonly arguments?: number;
}

/** A path that is read from a free `$settings`. */
export interface SettingReference extends Span {
  readonly kind: 'setting';
  /** The plain names that follow, such as `["endpoint"]` of `$settings.endpoint`. */
  readonly path: readonly string[];
}

export type Reference = NameReference | SettingReference;

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

function visitPath(node: Path, bound: Names, found: Reference[]): void {
  const carried = node.steps.flatMap(({ focus, index, stages }) => [
    focus,
    index,
    ...stages.map((stage) => (stage.type === 'index' ? stage.name : undefined)),
  ]);
  const inner = new Set([...bound, ...carried.filter((name) => name !== undefined)]);
  const [first, ...rest] = node.steps;
  if (!addSetting(node, bound, found)) visit(first!.node, inner, found);
  for (const stage of node.steps.flatMap((step) => step.stages))
    if (stage.type === 'filter') visit(stage.predicate, inner, found);
  for (const step of rest) visit(step.node, inner, found);
  if (node.group) for (const part of node.group.pairs.flat()) visit(part, inner, found);
}

/** `$settings.name...` is one reference, up to the last plain name. */
function addSetting({ steps }: Path, bound: Names, found: Reference[]): boolean {
  const first = steps[0]!.node;
  if (first.type !== 'variable' || first.name !== 'settings' || bound.has('settings')) return false;
  if (first.predicates.length + steps[0]!.stages.length > 0 || steps[1]?.node.type !== 'name') return false;
  const path: string[] = [];
  let end = first.end;
  for (const { node, stages } of steps.slice(1)) {
    if (node.type !== 'name') break;
    path.push(node.name);
    end = node.end;
    if (stages.length > 0) break;
  }
  found.push({ kind: 'setting', path, start: first.start, end });
  return true;
}

function addCall(node: Call, more: number, bound: Names, found: Reference[]): void {
  add(node.procedure, 'function', bound, found, node.arguments.length + more);
}

function add(node: Node, kind: NameReference['kind'], bound: Names, found: Reference[], count?: number): void {
  if (node.type !== 'variable' || node.name === '' || node.name === '$' || bound.has(node.name)) return;
  const { name, mark } = node;
  found.push({ kind, name, start: mark.start, end: mark.end, ...(count !== undefined && { arguments: count }) });
}
