import type { Binary, Literal, Negation, Node } from '../parse/ast.ts';
import { test } from './finish.ts';
import { branches } from './frame.ts';
import { quoteLiteral } from './quote.ts';
import { literalOperand, type Operand, type Scope } from './scope.ts';
import { ANY, ARRAY, BOOLEAN, is, MISSING, may, NUMBER, OBJECT, STRING, type StaticType } from './static-type.ts';

export function emitBinary(node: Binary, scope: Scope): Operand {
  const { operator } = node;
  if (operator === 'and' || operator === 'or') return emitLogic(node, operator, scope);
  const left = scope.emit(node.left);
  const choices = operator === 'in' ? literalsOf(node.right) : undefined;
  if (choices) return emitChoice(left, choices, scope);
  const right = scope.emit(node.right);
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return emitArithmetic(node, operator, left, right, scope);
    case '=':
    case '!=':
      return emitEquality(node, operator, left, right, scope);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return emitComparison(node, operator, left, right, scope);
    case '&':
      return emitConcat(node, left, right, scope);
    case 'in':
      return scope.constant('within', scope.call('includes', left.code, right.code, 'run'), BOOLEAN);
    case '..':
      place(node, scope);
      return scope.constant('range', scope.call('range', 'run', left.code, right.code), ARRAY | MISSING, 'sequence');
  }
}

/** The values of an array that is written with literals only, when they are few. */
function literalsOf(node: Node): readonly Literal['value'][] | undefined {
  if (node.type !== 'array' || node.predicates.length > 0 || node.group || node.items.length > mostChoices)
    return undefined;
  const isPlain = (item: Node): item is Literal =>
    item.type === 'literal' && item.predicates.length === 0 && !item.group;
  return node.items.every(isPlain) ? node.items.map(({ value }) => value) : undefined;
}

const mostChoices = 16;

/** Whether a value is one of some literals. */
function emitChoice({ code }: Operand, choices: readonly Literal['value'][], scope: Scope): Operand {
  const tests = choices.map((choice) => `${code} === ${quoteLiteral(choice)}`);
  return scope.constant('within', tests.join(' || ') || 'false', BOOLEAN);
}

/** Errors at an operator point at the side that is wrong. */
function place(node: Binary, scope: Scope): void {
  scope.at(node.mark, node.operator, [node.left, node.right]);
}

/** `and` and `or` evaluate the right side only when it matters. */
function emitLogic(node: Binary, operator: 'and' | 'or', scope: Scope): Operand {
  const left = scope.emit(node.left);
  const leftHolds = test(left, scope, node.left);
  const code = scope.unit.name(operator === 'and' ? 'both' : 'either');
  scope.body.line(`let ${code} = ${leftHolds};`);
  branches(scope.frame, [
    () => {},
    () => {
      scope.body.open(`if (${operator === 'and' ? '' : '!'}${code}) {`);
      const right = scope.emit(node.right);
      scope.body.line(`${code} = ${test(right, scope, node.right)};`);
      scope.body.close();
    },
  ]);
  return { code, type: BOOLEAN };
}

/** A result is finite only if both sides are, but for division and remainder, where the right one may not be. */
function emitArithmetic(
  node: Binary,
  operator: '+' | '-' | '*' | '/' | '%',
  left: Operand,
  right: Operand,
  scope: Scope,
): Operand {
  const code = scope.unit.name('number');
  const quick = [
    ...numeric(left),
    ...numeric(right),
    `(${code} = ${left.code} ${operator} ${right.code}) - ${code} === 0`,
  ];
  if ((operator === '/' || operator === '%') && right.literal === undefined)
    quick.push(`${right.code} - ${right.code} === 0`);
  scope.body.line(`let ${code};`);
  scope.body.open(`if (!(${quick.join(' && ')})) {`);
  place(node, scope);
  scope.body.line(`${code} = ${scope.call('arithmetic', `"${operator}"`, left.code, right.code)};`);
  scope.body.close();
  return { code, type: NUMBER | ((left.type | right.type) & MISSING) };
}

function numeric({ code, type }: Operand): string[] {
  return is(type, NUMBER) ? [] : [`typeof ${code} === "number"`];
}

/** Kinds whose values are equal only when they are identical. */
const scalar: StaticType = ANY & ~(ARRAY | OBJECT);

/** JavaScript conditions for what `$type` answers. */
const kindTests: Readonly<Record<string, (code: string) => string>> = {
  null: (code) => `${code} === null`,
  string: (code) => `typeof ${code} === "string"`,
  boolean: (code) => `typeof ${code} === "boolean"`,
  array: (code) => `Array.isArray(${code})`,
  function: (code) => `typeof ${code} === "function"`,
};

function emitEquality(node: Binary, operator: '=' | '!=', left: Operand, right: Operand, scope: Scope): Operand {
  const kindTest = typeof right.literal === 'string' ? kindTests[right.literal] : undefined;
  if (left.kindOf && kindTest && operator === '=') return scope.constant('same', kindTest(left.kindOf.code), BOOLEAN);
  // Two texts that may be long are compared by what counts steps.
  const texts = [left, right].every(({ type, literal }) => may(type, STRING) && literal === undefined);
  if (!texts && (is(left.type, scalar) || is(right.type, scalar))) {
    const missable = [left, right].filter(({ type }) => may(type, MISSING));
    const both = operator === '!=' ? missable : missable.length === 2 ? missable.slice(0, 1) : [];
    const tests = both.map(({ code }) => `${code} !== undefined`);
    tests.push(`${left.code} ${operator === '=' ? '===' : '!=='} ${right.code}`);
    return scope.constant('same', tests.join(' && '), BOOLEAN);
  }
  place(node, scope);
  const name = operator === '=' ? 'equals' : 'differs';
  return scope.constant('same', scope.call(name, 'run', left.code, right.code), BOOLEAN);
}

function emitComparison(
  node: Binary,
  operator: '<' | '<=' | '>' | '>=',
  left: Operand,
  right: Operand,
  scope: Scope,
): Operand {
  const quick = `${left.code} ${operator} ${right.code}`;
  if ([NUMBER, STRING].some((kind) => is(left.type, kind) && is(right.type, kind))) {
    return scope.constant('holds', quick, BOOLEAN);
  }
  place(node, scope);
  const numbers = [...numeric(left), ...numeric(right)].join(' && ') || 'true';
  const slow = scope.call('compare', `"${operator}"`, left.code, right.code, 'run');
  const kinds = BOOLEAN | ((left.type | right.type) & MISSING);
  const texts = [left, right].some(({ type }) => !may(type, NUMBER));
  return scope.constant('holds', texts ? slow : `${numbers} ? ${quick} : ${slow}`, kinds);
}

function emitConcat(node: Binary, left: Operand, right: Operand, scope: Scope): Operand {
  if (typeof left.literal === 'string' && typeof right.literal === 'string')
    return literalOperand(left.literal + right.literal);
  place(node, scope);
  return scope.constant('text', scope.call('concat', 'run', left.code, right.code), STRING);
}

export function emitNegation(node: Negation, scope: Scope): Operand {
  const value = scope.emit(node.operand);
  scope.at(node.operand, '-');
  return scope.constant('number', scope.call('negate', value.code), NUMBER | (value.type & MISSING));
}
