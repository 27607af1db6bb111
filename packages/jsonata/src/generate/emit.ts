import type { Node } from '../parse/ast.ts';
import { emitApply } from './apply.ts';
import { emitCall } from './call.ts';
import { emitArray, emitObject } from './constructor.ts';
import { emitBind, emitBlock, emitCondition, emitDefault } from './control.ts';
import { emitFilter } from './filter.ts';
import { settled } from './finish.ts';
import { emitGroup } from './group.ts';
import { emitLambda } from './lambda.ts';
import { emitDescendants, emitLiteral, emitName, emitParent, emitRegex, emitVariable, emitWildcard } from './leaf.ts';
import { emitBinary, emitNegation } from './operator.ts';
import { emitPartial } from './partial.ts';
import { emitPath } from './path.ts';
import type { Operand, Scope } from './scope.ts';
import { missing } from './scope.ts';
import { ARRAY, MARKED } from './static-type.ts';
import { emitTransform } from './transform.ts';

/** Compiles a node of any kind: its statements go to the scope's body, its value is the answer. */
export function emit(node: Node, scope: Scope): Operand {
  const value = emitWhole(node, scope);
  return { ...value, type: scope.known(value.type) };
}

function emitWhole(node: Node, scope: Scope): Operand {
  const finished = node.predicates.length > 0 || node.group !== undefined;
  let value = emitKind(node, finished ? scope.with({ tail: undefined }) : scope);
  for (const predicate of node.predicates) value = emitFilter(value, predicate, scope);
  if (node.group !== undefined && node.type !== 'path') value = emitGroup(value, node.group, scope);
  if (value.form === 'tail') return value;
  if (node.type === 'call' && node.tail && scope.tail) return answered(value, scope);
  const result = settled(value, node.keepArray, scope);
  if (scope.unit.trace && node.type !== 'literal' && node.end > node.start) {
    const place = scope.unit.place(scope.source, node);
    scope.body.line(`${scope.call('traced', 'run', `places[${place}]`, result.code)};`);
  }
  return result;
}

/** A call in last position is answered as it is. */
function answered({ code, type, form }: Operand, scope: Scope): Operand {
  if (form === 'sequence') return { code: scope.call('raw', 'run', code), type: type | ARRAY | MARKED, form: 'tail' };
  return { code, type: form === 'raw' ? type | MARKED : type, form: 'tail' };
}

function emitKind(node: Node, scope: Scope): Operand {
  switch (node.type) {
    case 'literal':
      return emitLiteral(node);
    case 'name':
      return emitName(node, scope);
    case 'variable':
      return emitVariable(node, scope);
    case 'wildcard':
      return emitWildcard(node, scope);
    case 'descendant':
      return emitDescendants(node, scope);
    case 'parent':
      return emitParent(node, scope);
    case 'path':
      return emitPath(node, scope);
    case 'binary':
      return emitBinary(node, scope);
    case 'negation':
      return emitNegation(node, scope);
    case 'array':
      return emitArray(node, scope);
    case 'object':
      return emitObject(node, scope);
    case 'condition':
      return emitCondition(node, scope);
    case 'default':
      return emitDefault(node, scope);
    case 'block':
      return emitBlock(node, scope);
    case 'bind':
      return emitBind(node, scope);
    case 'call':
      return emitCall(node, scope);
    case 'partial':
      return emitPartial(node, scope);
    case 'lambda':
      return emitLambda(node, scope);
    case 'apply':
      return emitApply(node, scope);
    case 'regex':
      return emitRegex(node, scope);
    case 'transform':
      return emitTransform(node, scope);
    case 'sort':
      return missing; // only a step, which the path compiles
  }
}
