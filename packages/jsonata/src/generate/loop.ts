import { boundIn } from '../analyse/bindings.ts';
import type { Node } from '../parse/ast.ts';
import type { Operand, Scope } from './scope.ts';
import type { StaticType } from './static-type.ts';

/**
 * Writes a loop over a list. What `each` compiles may run any number of times, so variables that `parts` bind are not
 * taken for certain in it or after it.
 */
export function loop(
  list: string,
  type: StaticType,
  parts: readonly Node[],
  scope: Scope,
  each: (item: Operand, index: string) => void,
): void {
  const names = new Set<string>();
  for (const part of parts) for (const name of boundIn(part).keys()) names.add(name);
  if (names.size > 0) scope.frame.loosen(names);
  const index = scope.unit.name('i');
  scope.body.open(`for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {`);
  scope.spend();
  each(scope.constant('item', `${list}[${index}]`, type), index);
  scope.body.close();
}
