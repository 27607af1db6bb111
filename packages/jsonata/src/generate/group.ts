import { boundIn } from '../analyse/bindings.ts';
import { stepsOf } from '../analyse/weight.ts';
import type { Group, Node, Span } from '../parse/ast.ts';
import { listed } from './finish.ts';
import { literalKey, quote } from './quote.ts';
import type { Context, Operand, Scope } from './scope.ts';
import { ANY, ARRAY, is, MARKED, MISSING, may, OBJECT, type StaticType } from './static-type.ts';

/** `expression{...}`: the items of the expression's value, grouped by key. */
export function emitGroup(value: Operand, group: Group, scope: Scope): Operand {
  return emitPairs(group.pairs, value, group.mark, scope, false);
}

/**
 * An object of pairs. The items of `input` are grouped by what each key gives for them, and the value is evaluated for
 * all items of a group together. `single`: the input counts as one item even if it is an array.
 */
export function emitPairs(pairs: Group['pairs'], input: Operand, mark: Span, scope: Scope, single: boolean): Operand {
  const keys = pairs.map(([key]) => literalKeyOf(key));
  const fixed = keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
  if (!fixed) return emitDynamic(pairs, input, scope, single);
  const alone = single || (!may(input.type, ARRAY) && input.form === undefined);
  const context = alone ? input : scope.constant('items', gathered(input, mark, scope), ANY | (input.type & MARKED));
  return emitFixed(pairs, keys as string[], { code: context.code, type: context.type, kind: 'item' }, scope);
}

function literalKeyOf(node: Node): string | undefined {
  if (node.type !== 'literal' || typeof node.value !== 'string' || node.predicates.length > 0 || node.group)
    return undefined;
  return node.value === '_jsonata_lambda' || node.value === '_jsonata_function' ? undefined : node.value;
}

/** With keys that don't depend on the item, all items are one group. */
function gathered(input: Operand, mark: Span, scope: Scope): string {
  scope.at(mark);
  const list = is(input.type, ARRAY) || input.form ? listed(input, scope) : undefined;
  if (list !== undefined) return scope.call('gather', 'run', list);
  return `Array.isArray(${input.code}) ? ${scope.call('gather', 'run', input.code)} : ${input.code}`;
}

function emitFixed(pairs: Group['pairs'], keys: readonly string[], context: Context, scope: Scope): Operand {
  const { body } = scope;
  const values = pairs.map(([, value]) => scope.emit(value, { context }));
  const marks = values.reduce<StaticType>((all, value) => all | (value.type & MARKED), 0);
  // Members that are there for certain go into the literal, as far as the order allows.
  const certain = values.findIndex((value) => may(value.type, MISSING));
  const first = certain < 0 ? values.length : certain;
  const literal = values.slice(0, first).map((value, index) => `${literalKey(keys[index]!)}: ${value.code}`);
  const object = scope.constant('object', literal.length > 0 ? `{ ${literal.join(', ')} }` : '{}', OBJECT | marks);
  for (const [index, value] of values.entries()) {
    if (index < first) continue;
    const set = setMember(object.code, keys[index]!, value.code, scope);
    body.line(may(value.type, MISSING) ? `if (${value.code} !== undefined) ${set}` : set);
  }
  return object;
}

function setMember(object: string, key: string, value: string, scope: Scope): string {
  if (key === '__proto__') return `${scope.call('define', object, quote(key), value)};`;
  return `${object}[${quote(key)}] = ${value};`;
}

function emitDynamic(pairs: Group['pairs'], input: Operand, scope: Scope, single: boolean): Operand {
  const { body, unit } = scope;
  const names = new Set(pairs.flatMap((pair) => pair.flatMap((part) => [...boundIn(part).keys()])));
  if (names.size > 0) scope.frame.loosen(names);
  const groups = scope.constant('groups', `new ${unit.runtime('Groups')}()`, OBJECT);
  const list = scope.constant(
    'list',
    single ? `[${input.code}]` : scope.call('groupItems', listed(input, scope)),
    ARRAY | (input.type & MARKED),
  );
  const index = unit.name('i');
  body.open(`for (let ${index} = 0; ${index} < ${list.code}.length; ${index}++) {`);
  scope.spend(stepsOf(pairs.map(([key]) => key)));
  const item = scope.constant('item', `${list.code}[${index}]`, ANY | (input.type & MARKED));
  for (const [position, [key]] of pairs.entries()) {
    const value = scope.emit(key, { context: { code: item.code, type: item.type, kind: 'item' } });
    if (value.type === MISSING) continue;
    scope.at(key);
    body.line(`${groups.code}.add(run, ${value.code}, ${position}, ${item.code});`);
  }
  body.close();
  return emitGroupValues(pairs, groups.code, scope, (group) => {
    const data = scope.constant('data', `${group}.data`, ANY | (input.type & MARKED));
    return { context: { ...data, kind: 'item' } };
  });
}

/** What the value of a group sees. */
export interface Seen {
  readonly context: Context;
  readonly frame?: Scope['frame'];
}

/** The values of groups, evaluated one after the other. `see` may write statements of its own. */
export function emitGroupValues(
  pairs: Group['pairs'],
  groups: string,
  scope: Scope,
  see: (group: string) => Seen,
): Operand {
  const { body, unit } = scope;
  const object = scope.constant('object', '{}', OBJECT | MARKED);
  const group = unit.name('group');
  body.open(`for (const ${group} of ${groups}.all()) {`);
  scope.spend(stepsOf(pairs.map(([, value]) => value)));
  const seen = see(group);
  body.open(`switch (${group}.pair) {`);
  for (const [position, [, node]] of pairs.entries()) {
    body.open(`case ${position}: {`);
    const value = scope.emit(node, seen);
    body.line(`if (${value.code} !== undefined) ${scope.call('define', object.code, `${group}.key`, value.code)};`);
    body.line('break;');
    body.close();
  }
  body.close();
  body.close();
  return object;
}
