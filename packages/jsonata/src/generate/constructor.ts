import type { ArrayConstructor, Node, ObjectConstructor } from '../parse/ast.ts';
import { emitPairs } from './group.ts';
import type { Operand, Scope } from './scope.ts';
import { ARRAY, FUNCTION, MARKED, MISSING, may, type StaticType } from './static-type.ts';

/** `[...]`: arrays among the items are joined in, but for those written as constructors themselves. */
export function emitArray(node: ArrayConstructor, scope: Scope): Operand {
  const { body, unit } = scope;
  const items = node.items.map((item) => ({
    item,
    value: item.type === 'binary' && item.operator === '..' ? undefined : scope.emit(item),
  }));
  const type =
    ARRAY |
    (items.reduce<StaticType>((all, { value }) => all | ((value?.type ?? 0) & (MARKED | FUNCTION)), 0) & ~FUNCTION);
  const one = items.length > 0 && items.every(({ item, value }) => value && isSingle(item, value));
  let array: Operand;
  if (items.length === 1 && !one && items[0]!.value) array = emitLone(items[0]!.item, items[0]!.value, type, scope);
  else if (one || items.length === 0) {
    array = scope.constant('array', `[${items.map(({ value }) => value!.code).join(', ')}]`, type);
  } else {
    array = scope.constant('array', '[]', type);
    for (const { item, value } of items) {
      if (value === undefined) emitRange(item, array.code, scope);
      else if (isSingle(item, value)) body.line(`${array.code}.push(${value.code});`);
      else if (!isJoined(item, value)) body.line(`if (${value.code} !== undefined) ${array.code}.push(${value.code});`);
      else {
        scope.at(item);
        body.line(`${scope.call('append', 'run', array.code, value.code)};`);
      }
    }
  }
  if (!node.whole) return array;
  body.line(`${unit.runtime('whole')}(run, ${array.code});`);
  return { ...array, type: array.type | MARKED };
}

/** An array of one item is mostly that of one value. */
function emitLone(item: Node, { code, type: kinds }: Operand, type: StaticType, scope: Scope): Operand {
  const { body, unit } = scope;
  const array = unit.name('array');
  const lone = may(kinds, MISSING) ? `${code} === undefined ? [] : [${code}]` : `[${code}]`;
  body.line(`let ${array};`);
  if (isJoined(item, { code, type: kinds })) {
    body.open(`if (Array.isArray(${code})) {`);
    scope.at(item);
    body.line(`${scope.call('append', 'run', `${array} = []`, code)};`);
    body.close('} else {');
    body.line(`${array} = ${lone};`);
    body.close();
  } else body.line(`${array} = ${lone};`);
  return { code: array, type: scope.known(type) };
}

function isSingle(item: Node, value: Operand): boolean {
  return !isJoined(item, value) && !may(value.type, MISSING);
}

/** Whether an item may be an array whose items are joined in; one that is written as an array stays one. */
function isJoined(item: Node, value: Operand): boolean {
  return item.type !== 'array' && may(value.type, ARRAY);
}

/** `[a..b]` goes straight into its array. */
function emitRange(item: Node, array: string, scope: Scope): void {
  if (item.type !== 'binary') return;
  const left = scope.emit(item.left);
  const right = scope.emit(item.right);
  scope.at(item.mark, '..', [item.left, item.right]);
  scope.body.line(`${scope.call('appendRange', 'run', array, left.code, right.code)};`);
}

/** `{...}`: one object; over an array as context, its items are grouped by key. */
export function emitObject(node: ObjectConstructor, scope: Scope): Operand {
  return emitPairs(
    node.pairs,
    { code: scope.context.code, type: scope.context.type },
    node.mark,
    scope,
    scope.context.kind === 'root',
  );
}
