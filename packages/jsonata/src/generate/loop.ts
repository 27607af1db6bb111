import { boundIn } from '../analyse/bindings.ts';
import { stepsOf } from '../analyse/weight.ts';
import type { Node } from '../parse/ast.ts';
import type { Operand, Scope } from './scope.ts';
import { STRING, type StaticType } from './static-type.ts';

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
  loosen(parts, scope);
  const index = scope.unit.name('i');
  scope.body.open(`for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {`);
  scope.spend(stepsOf(parts));
  each(scope.constant('item', `${list}[${index}]`, type), index);
  scope.body.close();
}

/**
 * The same over the names of an object's own members, of an object or undefined. Going through names needs no list of them,
 * and whether one is the object's own is asked in the one form of which the JavaScript engine knows here that it holds.
 */
export function memberLoop(object: string, parts: readonly Node[], scope: Scope, each: (name: Operand) => void): void {
  loosen(parts, scope);
  const name = scope.unit.name('name');
  scope.body.open(`for (const ${name} in ${object}) {`);
  scope.spend(stepsOf(parts));
  scope.body.line(`if (!Object.prototype.hasOwnProperty.call(${object}, ${name})) continue;`);
  each({ code: name, type: STRING });
  scope.body.close();
}

function loosen(parts: readonly Node[], scope: Scope): void {
  const names = new Set<string>();
  for (const part of parts) for (const name of boundIn(part).keys()) names.add(name);
  if (names.size > 0) scope.frame.loosen(names);
}
