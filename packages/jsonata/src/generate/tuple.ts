import { JsonataError } from '../error.ts';
import type { Path } from '../parse/ast.ts';
import type { Operand, Scope } from './scope.ts';

export function emitTuplePath(_node: Path, _scope: Scope): Operand {
  throw new JsonataError('X0001', '%, @ and # are not supported yet');
}
