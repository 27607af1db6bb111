import { boundInFrame } from '../analyse/bindings.ts';
import { stepsOf } from '../analyse/weight.ts';
import type { Bind, Lambda } from '../parse/ast.ts';
import { Body } from './body.ts';
import { type Frame, type LocalFrame, openFrame } from './frame.ts';
import { functionValue } from './function-value.ts';
import { type KnownFunction, missing, newState, type Operand, type Scope } from './scope.ts';
import { FUNCTION, MARKED, UNKNOWN } from './static-type.ts';

/** A lambda as a value. */
export function emitLambda(node: Lambda, scope: Scope): Operand {
  const known = describeLambda('lambda', node, scope);
  writeFunction(node, known, scope);
  return functionValue({ code: known.code, type: FUNCTION | MARKED, known }, scope);
}

/** A lambda that is called where it stands. */
export function emitCallee(node: Lambda, scope: Scope): Operand {
  const known = describeLambda('lambda', node, scope);
  writeFunction(node, known, scope);
  return { code: known.code, type: FUNCTION | MARKED, known };
}

function describeLambda(hint: string, node: Lambda, scope: Scope): KnownFunction {
  const { signature } = node;
  const code = scope.unit.name(hint);
  return {
    code,
    parameters: node.parameters.length,
    signature,
    hoisted: false,
    mayTail: true,
    returns: undefined,
    recursive: true,
  };
}

/** Announces a function under a name, so that what comes before its definition may call it. */
export function knowLambda(name: string, node: Lambda, frame: LocalFrame, scope: Scope): void {
  frame.know(name, describeLambda(name, node, scope));
}

/** Defines a function that was announced. */
export function defineLambda(bind: Bind & { readonly value: Lambda }, frame: LocalFrame, scope: Scope): Operand {
  const known = frame.knownFunction(bind.name)!;
  writeFunction(bind.value, known, scope);
  const value: Operand = { code: known.code, type: FUNCTION | MARKED, known };
  const variable = frame.watchedVariable(bind.name);
  if (variable) scope.body.line(`${variable} = ${functionValue(value, scope).code};`);
  return value;
}

/** Writes a lambda as a JavaScript function among the statements. */
function writeFunction(node: Lambda, known: KnownFunction, scope: Scope): void {
  const { head, body } = compileFunction(node, known, scope, scope.frame);
  scope.body.open(`function ${head} {`);
  scope.body.includeAll(body);
  scope.body.close();
}

/** Compiles a lambda to a JavaScript function: its name with parameters, and its inside. */
export function compileFunction(
  node: Lambda,
  known: KnownFunction,
  scope: Scope,
  outer: Frame,
): { head: string; body: Body } {
  const { unit } = scope;
  const parameters = node.parameters.map(({ name }) => unit.name(name));
  const steps = stepsOf([node.body]);
  const state = newState(steps, { known, parameters });
  const place = scope.with({ body: new Body() });
  const frame = openFrame(outer, place, true);
  const inner = place.with({ frame, state, level: 1, tail: { handsBack: true, context: 'undefined' } });
  const locals = node.parameters.map(({ name }) => unit.name(name));
  for (const [index, { name }] of node.parameters.entries())
    frame.declare(name, { code: locals[index]!, type: UNKNOWN });
  frame.expect(boundInFrame([node.body]), inner);
  const value = unit.emit(node.body, inner);
  known.mayTail = state.handsBack;
  known.returns = value.type;
  known.recursive = state.recursive;

  const body = new Body();
  const deep = state.recursive || unit.levels;
  const guarded = inner.body.throws || deep;
  if (deep) body.line(`const depth = ${inner.call('enter', 'run', String(steps))};`);
  else if (state.calls || steps > 1) inner.with({ body }).spend(steps);
  if (guarded) {
    body.line(`let at = ${unit.place(scope.source, node.body)};`);
    body.open('try {');
  }
  if (state.loops) {
    body.open('for (;;) {');
    if (locals.length > 0)
      body.line(`let ${locals.map((local, index) => `${local} = ${parameters[index]}`).join(', ')};`);
  }
  body.includeAll(inner.body);
  if (deep) body.line('run.budget.depth = depth;');
  body.line(`return ${value.code};`);
  if (state.loops) body.close();
  if (guarded) {
    body.close('} catch (error) {');
    if (deep) body.line('run.budget.depth = depth;');
    body.line(`throw ${inner.call('placed', 'error', 'places[at]')};`);
    body.close();
  }
  // A function that goes back to its beginning has new variables each time, as functions in it may hold the old ones.
  const own = state.loops ? parameters : locals;
  return { head: `${known.code}(${[...(known.hoisted ? ['run'] : []), ...own].join(', ')})`, body };
}

/** Compiles a lambda's body in place, for a loop that would call it with these values. Its answer may not have collapsed. */
export function emitInline(node: Lambda, values: readonly Operand[], scope: Scope): Operand {
  const frame = openFrame(scope.frame, scope);
  const bound = boundInFrame([node.body]);
  for (const [index, { name }] of node.parameters.entries()) {
    const value = values[index] ?? missing;
    if (!bound.has(name)) frame.declare(name, value);
    else {
      const local = scope.unit.name(name);
      scope.body.line(`let ${local} = ${value.code};`);
      frame.declare(name, { code: local, type: UNKNOWN }, false);
    }
  }
  const tail = { handsBack: false, context: scope.tail?.context ?? 'null' };
  const inner = scope.with({ frame, tail, level: scope.level + 1 });
  frame.expect(bound, inner);
  return scope.unit.emit(node.body, inner);
}

/** Whether a lambda can be compiled in place of being called. */
export function isInlinable(node: Lambda): boolean {
  return node.signature === undefined && node.predicates.length === 0 && !node.group;
}
