import type { Node, Transform } from '../parse/ast.ts';
import { closure } from './closure.ts';
import { functionValue } from './function-value.ts';
import type { Operand, Scope } from './scope.ts';
import { FUNCTION, MARKED, UNKNOWN } from './static-type.ts';

/** `|pattern|update, remove|`: a function that answers a changed copy of what it is given. */
export function emitTransform(node: Transform, scope: Scope): Operand {
  const read = (part: Node): string => {
    const parameter = scope.unit.name('match');
    return closure(parameter, part, scope, { code: parameter, type: UNKNOWN, kind: 'item' });
  };
  const pattern = read(node.pattern);
  const update = read(node.update);
  const remove = node.remove ? read(node.remove) : 'undefined';
  const clone = scope.frame.read('clone', scope);
  const own = clone.native === undefined ? functionValue(clone, scope).code : 'undefined';
  scope.at(node.mark);
  const places = [node, node.update, node.remove ?? node].map(
    (part) => `places[${scope.unit.place(scope.source, part)}]`,
  );
  const call = scope.call(
    'transform',
    'run',
    `{ pattern: ${pattern}, update: ${update}, remove: ${remove}, clone: ${own}, places: [${places.join(', ')}] }`,
  );
  return scope.constant('transform', call, FUNCTION | MARKED);
}
