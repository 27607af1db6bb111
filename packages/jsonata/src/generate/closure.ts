import { boundIn } from '../analyse/bindings.ts';
import { stepsOf } from '../analyse/weight.ts';
import type { Node } from '../parse/ast.ts';
import { Body } from './body.ts';
import { LocalFrame } from './frame.ts';
import { type Context, newState, type Operand, type Scope } from './scope.ts';

/**
 * A JavaScript arrow function that evaluates a node, for runtime functions that call back: `(parameter) => value`.
 * `finish` may make something else of the value.
 */
export function closure(
  parameter: string,
  node: Node,
  scope: Scope,
  context: Context,
  frame = scope.frame,
  finish: (value: Operand, scope: Scope) => string = (value) => value.code,
): string {
  scope.frame.loosen(new Set(boundIn(node).keys()));
  const steps = stepsOf([node]);
  const state = newState(steps);
  const inner = scope.with({
    body: new Body(),
    tail: undefined,
    state,
    context,
    frame: new LocalFrame(frame, true),
    level: 1,
  });
  const value = finish(inner.emit(node), inner);
  const name = scope.unit.name('evaluate');
  const { body } = scope;
  scope.state.calls ||= state.calls;
  scope.state.recursive ||= state.recursive;
  body.open(`const ${name} = (${parameter}) => {`);
  if (scope.unit.levels) body.line('const depth = run.budget.depth;');
  if (steps > 1) scope.spend(steps);
  if (inner.body.throws) {
    body.line('let at = -1;');
    body.open('try {');
  }
  body.includeAll(inner.body);
  body.line(`return ${value};`);
  if (inner.body.throws) {
    body.close('} catch (error) {');
    body.line(`throw ${scope.call('placed', 'error', 'places[at]')};`);
    body.close();
  }
  body.close('};');
  return name;
}
