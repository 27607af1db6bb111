import type { Partial } from '../parse/ast.ts';
import { functionValue } from './function-value.ts';
import { quote } from './quote.ts';
import type { Operand, Scope } from './scope.ts';
import { FUNCTION, MARKED } from './static-type.ts';

/** `$f(?, x)`: a function of the arguments that are still open. */
export function emitPartial(node: Partial, scope: Scope): Operand {
  const values = node.arguments.map((argument) => (argument ? scope.emit(argument).code : scope.unit.runtime('open')));
  const { procedure } = node;
  const target = scope.emit(procedure);
  const step = procedure.type === 'path' ? procedure.steps[0]!.node : procedure;
  const name = step.type === 'name' || step.type === 'variable' ? step.name : undefined;
  scope.at(node.mark, name);
  const isMeant = name !== undefined && name !== '' && procedure.type === 'path';
  const meant = isMeant ? functionValue(scope.frame.read(name, scope), scope).code : 'undefined';
  const parts = ['run', target.code, `[${values.join(', ')}]`, quote(name ?? ''), meant];
  return scope.constant('partial', scope.call('partial', ...parts), FUNCTION | MARKED);
}
