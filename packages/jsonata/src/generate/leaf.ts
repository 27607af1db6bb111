import type { Literal, Name, Node, Parent, Regex, Variable, Wildcard } from '../parse/ast.ts';
import { functionValue } from './function-value.ts';
import { readMember } from './member.ts';
import { quote } from './quote.ts';
import { literalOperand, type Operand, type Scope } from './scope.ts';
import { ANY, ARRAY, FUNCTION, is, MARKED, may, UNKNOWN } from './static-type.ts';

/** Nodes without parts. */

export function emitLiteral({ value }: Literal): Operand {
  return literalOperand(value);
}

/** A name as a step: the member of the context, or of all objects in it when it is an array. */
export function emitName(node: Name, scope: Scope): Operand {
  const { context } = scope;
  if (isSieved(node) && may(context.type, ARRAY)) return emitFound(node, scope);
  if (!may(context.type, ARRAY)) return readMember(context, node.name, scope);
  if (is(context.type, ARRAY) || node.keepArray) {
    scope.at(node);
    const lookup = scope.call(node.keepArray ? 'lookupKept' : 'lookup', 'run', context.code, quote(node.name));
    return scope.constant(node.name, lookup, UNKNOWN);
  }
  const code = scope.unit.name(node.name);
  scope.body.line(`let ${code};`);
  scope.body.open(`if (Array.isArray(${context.code})) {`);
  scope.at(node);
  scope.body.line(`${code} = ${scope.call('lookup', 'run', context.code, quote(node.name))};`);
  scope.body.close('} else {');
  scope.body.line(`${code} = ${readMember({ ...context, type: context.type & ~ARRAY }, node.name, scope).code};`);
  scope.body.close();
  return { code, type: ANY | (context.type & MARKED) };
}

/** Whether filters or a group of the node's own see what it found before that collapses. */
function isSieved({ predicates, group }: Node): boolean {
  return predicates.length > 0 || group !== undefined;
}

function emitFound(node: Name, scope: Scope): Operand {
  scope.at(node);
  return scope.constant(
    node.name,
    scope.call('lookupMarked', 'run', scope.context.code, quote(node.name)),
    UNKNOWN,
    'raw',
  );
}

export function emitVariable(node: Variable, scope: Scope): Operand {
  const read = node.name === '' ? scope.context : functionValue(scope.frame.read(node.name, scope), scope);
  const { code, type } = read;
  if ('literal' in read) return read;
  return { code, type, ...(may(type, MARKED) && may(type, ARRAY) && { form: 'raw' }) };
}

export function emitWildcard(node: Wildcard, scope: Scope): Operand {
  const { code, type, boxed } = scope.context;
  // The reference's box around the context holds one value: the context itself.
  if (boxed && !may(type, ARRAY)) return { code, type };
  scope.at(node);
  const all = scope.call('wildcard', 'run', code, String(node.keepArray));
  const kinds = ANY | (type & MARKED) | (node.keepArray ? MARKED : 0);
  // To filters of its own, nothing is an empty list.
  const found = isSieved(node) ? `${all} ?? []` : all;
  return scope.constant('all', boxed ? `Array.isArray(${code}) ? ${found} : ${code}` : found, kinds);
}

export function emitDescendants(node: Wildcard, scope: Scope): Operand {
  const { code, type } = scope.context;
  scope.at(node);
  const all = scope.call('descendants', 'run', code);
  const found = isSieved(node) ? `${code} === undefined ? undefined : ${all} ?? []` : all;
  return scope.constant('all', found, ANY | (type & MARKED));
}

/** The context of a step further out, which the stream of tuples carries. */
export function emitParent(node: Parent, scope: Scope): Operand {
  return scope.frame.read(node.label, scope);
}

/** A regular expression is compiled when the module loads; as a value it is a function. */
export function emitRegex(node: Regex, scope: Scope): Operand {
  return scope.constant('matcher', scope.call('matcher', 'run', regexConstant(node, scope)), FUNCTION);
}

export function regexConstant({ pattern, flags }: Regex, { unit }: Scope): string {
  return unit.constant('regex', `${unit.runtime('regex')}(${quote(pattern)}, ${quote(flags)})`);
}
