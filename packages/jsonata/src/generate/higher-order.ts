import { boundInFrame } from '../analyse/bindings.ts';
import { walk } from '../analyse/walk.ts';
import { stepsOf } from '../analyse/weight.ts';
import type { Lambda, Node } from '../parse/ast.ts';
import type { Site } from './call.ts';
import { test } from './finish.ts';
import { emitInline, isInlinable } from './lambda.ts';
import { loop, memberLoop } from './loop.ts';
import { literalOperand, type Operand, type Scope } from './scope.ts';
import { ANY, ARRAY, FUNCTION, is, MARKED, MISSING, may, NUMBER, OBJECT, UNKNOWN } from './static-type.ts';

/** `$map`, `$filter` and their like with a function written on the spot: a loop, the function's body inside. */
export function emitHigherOrder(name: string, site: Site): Operand | undefined {
  const { nodes } = site;
  const lambda = nodes[1];
  if (lambda?.type !== 'lambda' || !isInlinable(lambda)) return undefined;
  // The reference calls such functions without a context, but in last position with that of their definition.
  const context = site.isTail ? site.scope.context.code : 'null';
  const scope = site.scope.with({ tail: { handsBack: false, context } });
  switch (name) {
    case 'map':
      return nodes.length === 2 ? emitMap(lambda, arrayOf(site), scope) : undefined;
    case 'filter':
      return nodes.length === 2 ? emitSelect(lambda, arrayOf(site), scope) : undefined;
    case 'single':
      return nodes.length === 2 ? emitSingle(lambda, site, scope) : undefined;
    case 'reduce':
      return nodes.length <= 3 && lambda.parameters.length > 1 ? emitReduce(lambda, site, scope) : undefined;
    case 'each':
      return nodes.length === 2 ? emitEach(lambda, site, scope) : undefined;
    case 'sift':
      return nodes.length === 2 ? emitSift(lambda, site, scope) : undefined;
    default:
      return undefined;
  }
}

/** The array that a function goes through; a lone value is one of one item. */
function arrayOf(site: Site): Operand {
  const { scope } = site;
  const value = site.first?.value ?? site.value(site.nodes[0] as Node);
  if (is(value.type, ARRAY)) return value;
  const missable = may(value.type, MISSING) ? `${value.code} === undefined || ` : '';
  const type = ARRAY | (value.type & (MISSING | MARKED));
  if (is(value.type, ARRAY | MISSING)) return { ...value, type };
  return scope.constant('array', `${missable}Array.isArray(${value.code}) ? ${value.code} : [${value.code}]`, type);
}

/** Runs what follows only if the array is there. */
function ifPresent({ code, type }: Operand, scope: Scope, write: () => void): void {
  const missable = may(type, MISSING);
  if (missable) scope.body.open(`if (${code} !== undefined) {`);
  write();
  if (missable) scope.body.close();
}

/** Goes through an array, the lambda's body with each item. */
function each(
  lambda: Lambda,
  list: Operand,
  scope: Scope,
  use: (result: Operand, item: Operand, index: string) => void,
): void {
  const type = ANY | (list.type & MARKED);
  loop(list.code, type, [lambda.body], scope, (item, index) => {
    const values = [item, { code: index, type: NUMBER }, { code: list.code, type: list.type & ~MISSING }];
    use(emitInline(lambda, values, scope), item, index);
  });
}

function emitMap(lambda: Lambda, list: Operand, scope: Scope): Operand {
  const { body, unit } = scope;
  const mapped = unit.name('mapped');
  body.line(`let ${mapped};`);
  let marks = 0;
  ifPresent(list, scope, () => {
    body.line(`${mapped} = [];`);
    each(lambda, list, scope, (result) => {
      marks |= result.type & MARKED;
      const push = `${mapped}.push(${result.code});`;
      body.line(may(result.type, MISSING) ? `if (${result.code} !== undefined) ${push}` : push);
    });
  });
  return { code: mapped, type: ARRAY | (list.type & MISSING) | marks, form: 'sequence' };
}

function emitSelect(lambda: Lambda, list: Operand, scope: Scope): Operand {
  const { body, unit } = scope;
  const kept = unit.name('kept');
  body.line(`let ${kept};`);
  ifPresent(list, scope, () => {
    body.line(`${kept} = [];`);
    each(lambda, list, scope, (result, _item, index) => {
      body.line(`if (${test(result, scope, lambda.body)}) ${kept}.push(${list.code}[${index}]);`);
    });
  });
  return { code: kept, type: ARRAY | (list.type & (MISSING | MARKED)), form: 'sequence' };
}

function emitSingle(lambda: Lambda, site: Site, scope: Scope): Operand {
  const { body, unit } = scope;
  const list = arrayOf(site);
  const found = unit.name('found');
  body.line(`let ${found};`);
  ifPresent(list, scope, () => {
    const at = unit.name('at');
    body.line(`let ${at} = -1;`);
    each(lambda, list, scope, (result, _item, index) => {
      body.open(`if (${test(result, scope, lambda.body)}) {`);
      site.at();
      body.line(`if (${at} >= 0) throw ${scope.call('notSingle', '"D3138"', '"more than one"')};`);
      body.line(`${at} = ${index};`);
      body.close();
    });
    site.at();
    body.line(`if (${at} < 0) throw ${scope.call('notSingle', '"D3139"', '"none"')};`);
    body.line(`${found} = ${list.code}[${at}];`);
  });
  return { code: found, type: ANY | (list.type & MARKED), form: 'raw' };
}

function emitReduce(lambda: Lambda, site: Site, scope: Scope): Operand {
  const { body, unit } = scope;
  const list = arrayOf(site);
  const start = site.nodes[2] ? site.value(site.nodes[2]) : literalOperand(null);
  if (may(start.type, FUNCTION)) {
    site.at();
    body.line(`${scope.call('startArgument', start.code)};`);
  }
  const result = unit.name('result');
  body.line(`let ${result};`);
  ifPresent(list, scope, () => {
    const first = unit.name('first');
    const given = site.nodes[2] ? start.code : 'undefined';
    body.line(`const ${first} = ${given} === undefined && ${list.code}.length > 0 ? 1 : 0;`);
    body.line(`${result} = ${first} === 1 ? ${list.code}[0] : ${given};`);
    const names = new Set(boundInFrame([lambda.body]).keys());
    if (names.size > 0) scope.frame.loosen(names);
    const index = unit.name('i');
    body.open(`for (let ${index} = ${first}; ${index} < ${list.code}.length; ${index}++) {`);
    scope.spend(stepsOf([lambda.body]));
    const sofar = scope.constant('sofar', result, UNKNOWN);
    const item = scope.constant('item', `${list.code}[${index}]`, ANY | (list.type & MARKED));
    const values = [sofar, item, { code: index, type: NUMBER }, { code: list.code, type: list.type & ~MISSING }];
    body.line(`${result} = ${emitInline(lambda, values, scope).code};`);
    body.close();
  });
  return { code: result, type: UNKNOWN, form: 'raw' };
}

/** An object that a function goes through, checked; `eachMember` loops over its names. */
function objectOf(site: Site, scope: Scope): Operand {
  const value = site.first?.value ?? site.value(site.nodes[0] as Node);
  if (is(value.type, OBJECT | MISSING)) return value;
  site.at();
  return scope.constant('object', scope.call('objectArgument', value.code), OBJECT | (value.type & (MISSING | MARKED)));
}

function eachMember(
  lambda: Lambda,
  object: Operand,
  scope: Scope,
  use: (result: Operand, name: string, value: string) => void,
): void {
  memberLoop(object.code, [lambda.body], scope, (name) => {
    const member: Operand = { code: `${object.code}[${name.code}]`, type: ANY | (object.type & MARKED) };
    // Reading a member by a name that varies is dear, so it is read only where it is used.
    const value = mentions(lambda, 0) ? scope.constant('member', member.code, member.type) : member;
    use(emitInline(lambda, [value, name, { ...object, type: object.type & ~MISSING }], scope), name.code, value.code);
  });
}

function mentions({ parameters, body }: Lambda, parameter: number): boolean {
  const name = parameters[parameter]?.name;
  return [...walk(body)].some((node) => node.type === 'variable' && node.name === name);
}

function emitEach(lambda: Lambda, site: Site, scope: Scope): Operand {
  const { body } = scope;
  const object = objectOf(site, scope);
  const results = scope.constant('results', '[]', ARRAY);
  let marks = 0;
  eachMember(lambda, object, scope, (result) => {
    marks |= result.type & MARKED;
    const push = `${results.code}.push(${result.code});`;
    body.line(may(result.type, MISSING) ? `if (${result.code} !== undefined) ${push}` : push);
  });
  return { code: results.code, type: ARRAY | marks, form: 'sequence' };
}

function emitSift(lambda: Lambda, site: Site, scope: Scope): Operand {
  const { body, unit } = scope;
  const object = objectOf(site, scope);
  const sifted = unit.name('sifted');
  body.line(`let ${sifted};`);
  eachMember(lambda, object, scope, (result, name, value) => {
    body.open(`if (${test(result, scope, lambda.body)}) {`);
    body.line(`${sifted} ??= {};`);
    body.line(`if (${name} === "__proto__") ${scope.call('define', sifted, name, value)};`);
    body.line(`else ${sifted}[${name}] = ${value};`);
    body.close();
  });
  return { code: sifted, type: OBJECT | MISSING | (object.type & MARKED) };
}
