import type { Node } from '../parse/ast.ts';
import { itemType, listed, test } from './finish.ts';
import { loop } from './loop.ts';
import type { Operand, Scope } from './scope.ts';
import { ANY, ARRAY, is, MARKED, MISSING, may, NUMBER } from './static-type.ts';

/** A filter `[...]`: an index when it is a number or numbers, else a test. */
export function emitFilter(input: Operand, predicate: Node, scope: Scope): Operand {
  return isIndex(predicate)
    ? emitIndex(input, Math.floor(predicate.value), scope)
    : emitSelection(input, predicate, scope);
}

function isIndex(node: Node): node is Node & { type: 'literal'; value: number } {
  return node.type === 'literal' && typeof node.value === 'number' && node.predicates.length === 0 && !node.group;
}

function emitIndex(input: Operand, index: number, scope: Scope): Operand {
  const { code, type, form } = input;
  const kinds = ANY | (type & MARKED);
  const item = index < 0 ? `.at(${index})` : `[${index}]`;
  const alone = index === 0 || index === -1 ? code : 'undefined';
  if (is(type, ARRAY)) return scope.constant('picked', `${code}${item}`, kinds, 'picked');
  if (form === 'sequence')
    return scope.constant('picked', `${code} === undefined ? undefined : ${code}${item}`, kinds, 'picked');
  if (!may(type, ARRAY)) return { code: alone, type: alone === code ? type : MISSING, form: 'picked' };
  return scope.constant('picked', `Array.isArray(${code}) ? ${code}${item} : ${alone}`, kinds, 'picked');
}

function emitSelection(input: Operand, predicate: Node, scope: Scope): Operand {
  const { unit, body } = scope;
  const list = unit.name('list');
  body.line(`const ${list} = ${listed(input, scope)};`);
  const kept = unit.name('kept');
  body.line(`const ${kept} = [];`);
  loop(list, itemType(input), [predicate], scope, (item, index) => {
    const context = { code: item.code, type: item.type, kind: 'item' } as const;
    const result = scope.emit(predicate, { context });
    if (may(result.type, NUMBER | ARRAY)) {
      scope.at(predicate);
      const times = scope.call('selections', 'run', result.code, index, `${list}.length`);
      body.line(`for (let n = ${times}; n > 0; n--) ${kept}.push(${list}[${index}]);`);
    } else body.line(`if (${test(result, scope, predicate)}) ${kept}.push(${list}[${index}]);`);
  });
  return { code: kept, type: ARRAY | (input.type & MARKED), form: 'sequence' };
}
