import type { Path } from '../parse/ast.ts';
import { emitGroup } from './group.ts';
import type { Operand, Scope } from './scope.ts';
import { emitSteps } from './steps.ts';
import { emitTuplePath } from './tuple.ts';

/** A path: each step is evaluated for each item that the step before gave, and arrays are flattened by one level. */
export function emitPath(node: Path, scope: Scope): Operand {
  if (node.steps.some((step) => step.tuple)) return emitTuplePath(node, scope);
  const value = emitSteps(node, scope);
  return node.group ? emitGroup(value, node.group, scope) : value;
}
