import type { Apply } from '../parse/ast.ts';
import { emitCall } from './call.ts';
import type { Operand, Scope } from './scope.ts';
import { UNKNOWN } from './static-type.ts';

/** `left ~> right`: a call gets the left side as first argument; a function is called with it, or joined to it. */
export function emitApply(node: Apply, scope: Scope): Operand {
  const value = scope.emit(node.left);
  if (node.right.type === 'call') {
    return emitCall(node.right, scope.with({ tail: undefined }), { value, span: node.left });
  }
  const target = scope.emit(node.right);
  scope.at(node.right, '~>');
  scope.descend();
  return scope.constant('applied', scope.call('applyTo', 'run', value.code, target.code), UNKNOWN, 'raw');
}
