import type { Path, Step } from '../parse/ast.ts';
import { emitFilter } from './filter.ts';
import { settled } from './finish.ts';
import { loop } from './loop.ts';
import { countNames, emitNames } from './names.ts';
import type { Context, Operand, Scope } from './scope.ts';
import { emitSort } from './sort.ts';
import { ANY, ARRAY, is, MARKED, MISSING, may, without } from './static-type.ts';

/** What a step goes through: one value; a list; or one value that may turn out to be a list. */
export interface Current {
  readonly operand: Operand;
  readonly shape: 'one' | 'list' | 'either';
  readonly context: Context['kind'];
  /** The list is no sequence: it was given as a whole by the first step. */
  readonly plain?: boolean;
  /** An array is gone through even if it counts as one value: a path begins with the items of its context. */
  readonly open?: boolean;
  /** What the list was made of, if that may be no list: a sort leaves it as it is, other steps go by its length. */
  readonly source?: string | undefined;
}

/** Steps that carry nothing but a context: each is evaluated for each item that the step before gave. */
export function emitSteps(node: Path, scope: Scope): Operand {
  const named = countNames(node);
  if (named === node.steps.length) return emitNames(node, named, scope, node.group ? 'items' : 'value');
  const way: Way = { label: scope.unit.name('steps'), result: scope.unit.name('path') };
  scope.body.line(`let ${way.result};`);
  scope.body.open(`${way.label}: {`);
  const last = node.steps.length - 1;
  const current = emitInner(node, last, way, scope);
  const value = lastStep(node, node.steps[last]!, current, scope);
  scope.body.line(`${way.result} = ${value.code};`);
  scope.body.close();
  // Where an array constructor comes first, an empty one is what the path gives.
  const empty = isWhole(node.steps[0]!) ? ARRAY | MARKED : 0;
  return { code: way.result, type: value.type | MISSING | empty, ...(node.group && { form: 'picked' as const }) };
}

/** Where a path's value goes, and the block that is left when there is none. */
export interface Way {
  readonly label: string;
  readonly result: string;
}

/** The first so many steps of a path, which others follow. */
export function emitInner(node: Path, count: number, way: Way, scope: Scope): Current {
  const inline = Math.min(countNames(node), count);
  // A variable alone is a step like any other.
  const named = node.steps[inline - 1]?.node.type === 'name' ? inline : 0;
  let current = begin(node, scope);
  if (named > 0) {
    current = { operand: emitNames(node, named, scope, 'items'), shape: 'either', context: 'item' };
    leaveEmpty(current, way, scope);
  }
  for (let index = named; index < count; index++) {
    const step = node.steps[index]!;
    if (index === 0 && isWhole(step)) current = beginWhole(node, step, way, scope);
    else {
      current = innerStep(step, current, scope);
      leaveEmpty(current, way, scope);
      if (node.steps[index + 1]!.node.type !== 'sort') current = relisted(current, scope);
    }
  }
  return current;
}

function isWhole({ node }: Step): boolean {
  return (node.type === 'array' || node.type === 'block') && node.whole;
}

/** The context as a path begins with it. */
function begin(node: Path, scope: Scope): Current {
  const { code, type, kind } = scope.context;
  const variable = node.steps[0]!.node.type === 'variable';
  if (variable || kind === 'root') return { operand: { code, type }, shape: 'one', context: variable ? kind : 'item' };
  return { operand: { code, type }, shape: may(type, ARRAY) ? 'either' : 'one', context: 'item', open: true };
}

/** An array constructor (or a block with one) as first step is not mapped over the context. */
function beginWhole(node: Path, step: Step, { label, result }: Way, scope: Scope): Current {
  const { context, body } = scope;
  const value = scope.emit(step.node, { context: { ...context, boxed: true } });
  // What has no length to go by is left as it is, an empty array too.
  body.open(`if (${is(value.type, ARRAY) ? `${value.code}.length === 0` : scope.call('isEmpty', value.code)}) {`);
  const empty = may(value.type, ARRAY) ? scope.call('wholeValue', 'run', value.code) : value.code;
  body.line(`${result} = ${node.keepWhole ? scope.call('lastKept', 'run', empty) : empty};`);
  body.line(`break ${label};`);
  body.close();
  const type = ARRAY | (value.type & MARKED);
  if (is(value.type, ARRAY))
    return { operand: { code: value.code, type }, shape: 'list', context: 'item', plain: true };
  // A sort takes a value that is no list as it is.
  const sorts = node.steps[1]?.node.type === 'sort';
  const call = sorts ? scope.call('rawItems', 'run', value.code) : scope.call('listOf', value.code);
  const operand = scope.constant('list', call, type | MARKED);
  return { operand, shape: 'list', context: 'item', plain: true, ...(sorts && { source: value.code }) };
}

function relisted(current: Current, scope: Scope): Current {
  const { source, operand } = current;
  if (source === undefined) return current;
  const list = `Array.isArray(${source}) ? ${operand.code} : ${scope.call('listOf', source)}`;
  return { operand: scope.constant('list', list, operand.type), shape: 'list', context: 'item' };
}

/** Where a step gave nothing, the path gives nothing. */
function leaveEmpty({ operand, shape }: Current, { label }: Way, scope: Scope): void {
  const empty = shape === 'list' ? `${operand.code}.length === 0` : `${operand.code} === undefined`;
  scope.body.line(`if (${empty}) break ${label};`);
}

function contextOf(operand: Operand, kind: Context['kind']): Context {
  return { code: operand.code, type: operand.type, kind };
}

/** What a step gives for one item, filters applied. */
function stepValue(step: Step, context: Context, scope: Scope): Operand {
  let value = scope.emit(step.node, { context });
  for (const stage of step.stages) if (stage.type === 'filter') value = emitFilter(value, stage.predicate, scope);
  return value;
}

/** A step that is followed by others: gives the list of what the next goes through, or one value. */
function innerStep(step: Step, current: Current, scope: Scope): Current {
  if (step.node.type === 'sort') {
    const source = step.stages.length === 0 ? current.source : undefined;
    return { operand: sortedList(step, current, scope), shape: 'list', context: 'item', source };
  }
  if (current.shape === 'one') {
    const value = stepValue(step, contextOf(current.operand, current.context), scope);
    const shape = value.form === 'sequence' ? 'list' : may(value.type, ARRAY) ? 'either' : 'one';
    return { operand: orEmpty(value, scope), shape, context: 'item' };
  }
  const { results, many, one } = eachItem(step, current, scope);
  const flat = scope.call('flatten', 'run', results);
  const type = ANY | MARKED;
  if (many === undefined)
    return { operand: scope.constant('list', flat, ARRAY | MARKED), shape: 'list', context: 'item' };
  return {
    operand: scope.constant('next', `${many} ? ${flat} : ${one!.code}`, type),
    shape: 'either',
    context: 'item',
  };
}

/** An operand of any form as what `shape` reads: a list that may be missing becomes an empty one. */
function orEmpty(value: Operand, scope: Scope): Operand {
  if (value.form !== 'sequence' || !may(value.type, MISSING)) return { code: value.code, type: value.type };
  return scope.constant('list', `${value.code} ?? []`, without(value.type, MISSING));
}

/** The last step: gives the path's value. */
function lastStep(node: Path, step: Step, current: Current, scope: Scope): Operand {
  if (step.node.type === 'sort') return lastSorted(node, step, current, scope);
  if (current.shape === 'one')
    return lastValue(node, stepValue(step, contextOf(current.operand, current.context), scope), scope);
  const { results, many, one } = eachItem(step, current, scope);
  if (node.group) {
    const flat = scope.call('flattenGrouped', 'run', results);
    const single = one ? one.code : '';
    return { code: many === undefined ? flat : `${many} ? ${flat} : ${single}`, type: ANY | MARKED };
  }
  const flat = scope.call(node.keepSingleton ? 'flattenKept' : 'flattenLast', 'run', results);
  if (many === undefined) return { code: flat, type: ANY | MARKED };
  return { code: `${many} ? ${flat} : ${lastValue(node, one!, scope).code}`, type: ANY | MARKED };
}

/** The path's value where its last step gave one result. */
function lastValue(node: Path, value: Operand, scope: Scope): Operand {
  if (node.group) return { code: value.code, type: value.type };
  if (value.form === 'sequence' || value.form === 'raw') return settled(value, node.keepSingleton, scope);
  if (node.keepSingleton)
    return scope.constant(
      'value',
      scope.call(node.keepWhole ? 'lastKept' : 'keepPicked', 'run', value.code),
      ANY | MARKED,
    );
  if (!may(value.type, ARRAY) || !may(value.type, MARKED)) return { code: value.code, type: value.type };
  return scope.constant('value', scope.call('lastValue', 'run', value.code), value.type);
}

/**
 * Evaluates a step for each item. Where the current value is a list only if it is an array, `many` says so and `one`
 * holds the only result otherwise.
 */
function eachItem(
  step: Step,
  { operand, shape, open }: Current,
  scope: Scope,
): { results: string; many?: string; one?: Operand } {
  const { body, unit } = scope;
  const either = shape === 'either' && (!is(operand.type, ARRAY) || may(operand.type, MARKED));
  const results = unit.name('results');
  let list = operand.code;
  let many: string | undefined;
  if (either) {
    many = unit.name('many');
    const whole = may(operand.type, MARKED) && !open ? ` && !${scope.call('isWhole', 'run', operand.code)}` : '';
    body.line(`const ${many} = Array.isArray(${operand.code})${whole};`);
    list = unit.name('list');
    body.line(`const ${list} = ${many} ? ${operand.code} : [${operand.code}];`);
  }
  body.line(`const ${results} = [];`);
  const single = unit.name('one');
  const declare = body.reserve();
  const parts = [step.node, ...step.stages.flatMap((stage) => (stage.type === 'filter' ? [stage.predicate] : []))];
  let one: Operand | undefined;
  loop(list, ANY | (operand.type & MARKED), parts, scope, (item) => {
    const value = stepValue(step, { code: item.code, type: item.type, kind: 'item' }, scope);
    if (either) {
      declare(`let ${single};`);
      one = { ...value, code: single, type: value.type | MISSING };
      body.line(`if (!${many}) ${single} = ${value.code};`);
      body.open('else {');
    }
    addResult(value, results, scope);
    if (either) body.close();
  });
  return { results, ...(many !== undefined && { many }), ...(one && { one }) };
}

function addResult(value: Operand, results: string, scope: Scope): void {
  const { body } = scope;
  if (value.form === 'sequence') {
    const list = may(value.type, MISSING) ? `${value.code} ?? []` : value.code;
    body.line(`${scope.call('pushSequence', 'run', results, list)};`);
  } else if (value.form === 'picked') {
    body.line(`${results}.push(${value.code} === undefined ? ${scope.unit.runtime('none')} : ${value.code});`);
  } else if (may(value.type, MISSING)) body.line(`if (${value.code} !== undefined) ${results}.push(${value.code});`);
  else body.line(`${results}.push(${value.code});`);
}

/** The current value as a list. */
export function currentList({ operand, shape, open }: Current, scope: Scope): Operand {
  if (shape === 'list') return operand;
  const { code, type } = operand;
  const list =
    shape === 'one'
      ? `[${code}]`
      : may(type, MARKED) && !open
        ? scope.call('stepItems', 'run', code)
        : scope.call('items', code);
  return scope.constant('list', list, ARRAY | (type & MARKED));
}

/** The items in the order of a sort step, its filters applied to all of them together. */
function sorted(step: Step, current: Current, scope: Scope): Operand {
  const list = currentList(current, scope);
  let value: Operand = emitSort(step, list, scope);
  for (const stage of step.stages) if (stage.type === 'filter') value = emitFilter(value, stage.predicate, scope);
  return value;
}

/** The same where another step follows. */
function sortedList(step: Step, current: Current, scope: Scope): Operand {
  const value = sorted(step, current, scope);
  const type = ARRAY | (value.type & MARKED);
  if (value.form !== 'picked') return { code: value.code, type };
  return scope.constant('list', scope.call('itemsOrNone', value.code), type);
}

/** A list that was sorted is no sequence any more, unless there was nothing to sort. */
function lastSorted(node: Path, step: Step, current: Current, scope: Scope): Operand {
  const value = sorted(step, current, scope);
  if (node.group) return { code: value.code, type: value.type };
  if (value.form !== undefined) return lastValue(node, value, scope);
  if (current.plain) return lastValue(node, { ...value, form: 'raw' }, scope);
  const call = scope.call('sortedValue', 'run', value.code, String(node.keepSingleton));
  return scope.constant('value', call, ANY | (value.type & MARKED) | (node.keepSingleton ? MARKED : 0));
}
