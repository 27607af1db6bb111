import { boundInFrame } from '../analyse/bindings.ts';
import type { Bind, Block, Condition, Default, Lambda, Node } from '../parse/ast.ts';
import { settled, test } from './finish.ts';
import { branches, type LocalFrame, openFrame } from './frame.ts';
import { functionValue } from './function-value.ts';
import { defineLambda, knowLambda } from './lambda.ts';
import { missing, type Operand, type Scope } from './scope.ts';
import { MARKED, MISSING, may, without } from './static-type.ts';

/** Conditions, defaults, blocks and variables. */

/** A value that alternatives assign: `let` in front, then what `write` compiles. */
function joined(scope: Scope, hint: string, write: (assign: (value: Operand) => void) => void): Operand {
  const code = scope.unit.name(hint);
  scope.body.line(`let ${code};`);
  let type = 0;
  let tail = false as boolean;
  write((value) => {
    type |= value.type;
    if (value.form === 'tail') tail = true;
    const { code: chosen } = value.form === 'tail' ? value : settled(passedOn(value), false, scope);
    scope.body.line(`${code} = ${chosen};`);
  });
  return { code, type, ...(tail && { form: 'tail' }) };
}

/** What a node hands on from a part of it. A sequence inside a sequence collapses once more. */
function passedOn(value: Operand): Operand {
  return value.form === 'tail' || !may(value.type, MARKED) ? value : { ...value, form: 'raw' };
}

export function emitCondition(node: Condition, scope: Scope): Operand {
  const condition = scope.emit(node.test);
  if (condition.literal !== undefined) {
    if (condition.literal) return scope.emitLast(node.then);
    return node.otherwise ? scope.emitLast(node.otherwise) : missing;
  }
  const holds = test(condition, scope, node.test);
  return joined(scope, 'chosen', (assign) => {
    scope.body.open(`if (${holds}) {`);
    branches(scope.frame, [
      () => assign(scope.emitLast(node.then)),
      () => {
        scope.body.close('} else {');
        assign(node.otherwise ? scope.emitLast(node.otherwise) : missing);
      },
    ]);
    scope.body.close();
  });
}

export function emitDefault(node: Default, scope: Scope): Operand {
  const given = emitLeft(node.left, scope);
  const left = given.form === 'tail' ? settled({ ...given, form: 'raw' }, false, scope) : given;
  if (node.by === 'existence' && (left.type & MISSING) === 0) return given;
  const holds = node.by === 'existence' ? `${left.code} !== undefined` : test(left, scope, node.left);
  return joined(scope, 'given', (assign) => {
    scope.body.open(`if (${holds}) {`);
    branches(scope.frame, [
      () => assign({ ...given, type: without(given.type, MISSING) }),
      () => {
        scope.body.close('} else {');
        assign(scope.emitLast(node.right));
      },
    ]);
    scope.body.close();
  });
}

/** What a default replaces must be known, so a call in last position is made at once; its answer is handed on as it is. */
function emitLeft(node: Node, scope: Scope): Operand {
  if (!scope.tail) return scope.emit(node);
  const tail = { handsBack: false, context: scope.tail.handsBack ? scope.context.code : scope.tail.context };
  return scope.unit.emit(node, scope.with({ tail, level: scope.level + 1 }));
}

/** `( ...; ... )`: the last expression's value, and a frame for the variables that it binds. */
export function emitBlock(node: Block, scope: Scope): Operand {
  const frame = openFrame(scope.frame, scope);
  frame.expect(boundInFrame(node.expressions), scope);
  const inner = scope.with({ frame });
  let value: Operand = missing;
  for (const [index, expression] of node.expressions.entries()) {
    foresee(node.expressions, index, frame, inner);
    const last = index === node.expressions.length - 1;
    if (isFunctionDefinition(expression) && frame.knownFunction(expression.name)) {
      value = defineLambda(expression, frame, inner);
      if (last) value = functionValue(value, inner);
    } else value = last ? inner.emitLast(expression) : inner.emit(expression);
  }
  return passedOn(value);
}

type Definition = Bind & { readonly value: Lambda };

function isFunctionDefinition(node: Node): node is Definition {
  const plain = node.type === 'bind' && node.value.type === 'lambda';
  return plain && node.predicates.length + node.value.predicates.length === 0 && !node.group && !node.value.group;
}

/** Functions that are defined one after the other may call each other: none runs before all of them are there. */
function foresee(expressions: readonly Node[], from: number, frame: LocalFrame, scope: Scope): void {
  if (from > 0 && isFunctionDefinition(expressions[from - 1]!)) return;
  for (const expression of expressions.slice(from)) {
    if (!isFunctionDefinition(expression)) return;
    if (frame.isStable(expression.name)) knowLambda(expression.name, expression.value, frame, scope);
  }
}

export function emitBind(node: Bind, scope: Scope): Operand {
  const value = scope.emit(node.value);
  scope.frame.bind(node.name, value, scope);
  return passedOn(value);
}
