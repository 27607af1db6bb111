import { boundInFrame } from '../analyse/bindings.ts';
import { stepsOf } from '../analyse/weight.ts';
import type { Node, Path, Step } from '../parse/ast.ts';
import { itemType, settled, test } from './finish.ts';
import { type Frame, openFrame, type Variable } from './frame.ts';
import { emitGroup, emitGroupValues, type Seen } from './group.ts';
import { quote } from './quote.ts';
import type { Operand, Scope } from './scope.ts';
import { emitSort } from './sort.ts';
import { ARRAY, MARKED, MISSING, may, NUMBER, UNKNOWN } from './static-type.ts';
import { type Current, currentList, emitInner, type Way } from './steps.ts';

/**
 * Paths that carry more than a context from step to step: `@$name` and `#$name` bind variables, `%` looks back at the
 * context of an earlier step. Each item on the way is a tuple, an object of its context (under `@`) and these names.
 */
export function emitTuplePath(node: Path, scope: Scope): Operand {
  const { body, unit } = scope;
  const way: Way = { label: unit.name('steps'), result: unit.name('path') };
  body.line(`let ${way.result};`);
  body.open(`${way.label}: {`);
  const stream = emitStream(node, way, scope);
  if (node.group) body.line(`${way.result} = ${emitTupleGroup(node.group, stream, scope).code};`);
  else {
    const values = scope.constant('values', `${stream.code}.map((tuple) => tuple["@"])`, ARRAY | MARKED, 'sequence');
    body.line(`${way.result} = ${settled(values, node.keepSingleton, scope).code};`);
  }
  body.close();
  if (node.group) {
    // Where a step before the first tuple gave nothing, or an empty list, an empty list is grouped.
    body.open(`if (${way.result} === undefined || Array.isArray(${way.result})) {`);
    const empty: Operand = { code: '[]', type: ARRAY, form: 'sequence' };
    body.line(`${way.result} = ${emitGroup(empty, node.group, scope).code};`);
    body.close();
  }
  return { code: way.result, type: UNKNOWN };
}

/** A list of tuples, and the names that each of them holds. */
interface Stream {
  readonly code: string;
  readonly names: ReadonlySet<string>;
}

function emitStream(node: Path, way: Way, scope: Scope): Stream {
  const first = node.steps.findIndex((step) => step.tuple);
  const current = emitInner(node, first, way, scope);
  let stream: Stream | undefined;
  for (const step of node.steps.slice(first)) {
    stream ??= begin(current, first > 0 ? way : undefined, scope);
    stream = step.node.type === 'sort' ? sortStep(step, stream, scope) : tupleStep(step, stream, scope);
    stream = stages(step, stream, scope);
  }
  return stream!;
}

/** `way`: that of steps before, which ends where they gave nothing. */
function begin(current: Current, way: Way | undefined, scope: Scope): Stream {
  const list = currentList(current, scope).code;
  const tuples = scope.constant('tuples', scope.call('tuplesOf', list), ARRAY).code;
  if (way) scope.body.line(`if (${tuples}.length === 0) break ${way.label};`);
  return { code: tuples, names: new Set() };
}

/** A step is evaluated for each tuple; each of its values makes a tuple of its own. */
function tupleStep(step: Step, stream: Stream, scope: Scope): Stream {
  const { body, unit } = scope;
  const next = unit.name('tuples');
  body.line(`const ${next} = [];`);
  const names = new Set(stream.names);
  eachTuple(stream, [step.node], scope, (tuple, inner) => {
    if (givesStream(step.node)) {
      const nested = emitNested(step.node, inner);
      for (const name of nested.names) names.add(name);
      scope.at(step.node);
      body.line(`${scope.call('joinTuples', 'run', next, tuple, `${nested.code} ?? []`)};`);
      return;
    }
    const value = scope.unit.emit(step.node, inner);
    const { focus, index, ancestor } = step;
    for (const name of [focus, index, ancestor]) if (name !== undefined) names.add(name);
    const bound = [focus, index, ancestor].map((name) => (name === undefined ? 'undefined' : quote(name)));
    scope.at(step.node);
    body.line(`${scope.call('extendTuple', 'run', next, tuple, value.code, ...bound)};`);
  });
  return { code: next, names };
}

/** Goes through tuples; what is compiled for each sees its context and its names, in a frame of its own. */
function eachTuple(
  stream: Stream,
  parts: readonly Node[],
  scope: Scope,
  write: (tuple: string, inner: Scope) => void,
): void {
  const { body, unit } = scope;
  const tuple = unit.name('tuple');
  body.open(`for (const ${tuple} of ${stream.code}) {`);
  scope.spend(stepsOf(parts));
  const item = scope.constant('item', `${tuple}["@"]`, UNKNOWN);
  const frame = openFrame(tupleFrame(tuple, stream, scope), scope);
  frame.expect(boundInFrame(parts), scope);
  write(tuple, scope.with({ tail: undefined, frame, context: { ...item, kind: 'item' }, level: scope.level + 1 }));
  body.close();
}

/** Whether a step's value is itself a list of tuples: a path (also in parentheses) in which an ancestor is looked for. */
function givesStream(node: Node): boolean {
  if (node.group) return false;
  if (node.type === 'block') return node.expressions.length > 0 && givesStream(node.expressions.at(-1)!);
  return node.type === 'path' && node.tuple && node.steps.some((step) => step.tuple);
}

/** The tuples that a step gives, as a list; its own filters apply. Missing where a step before the first tuple gave nothing. */
function emitNested(node: Node, scope: Scope): Stream {
  const { body, unit } = scope;
  if (node.type === 'block') {
    const frame = openFrame(scope.frame, scope);
    frame.expect(boundInFrame(node.expressions), scope);
    const inner = scope.with({ frame });
    for (const expression of node.expressions.slice(0, -1)) inner.emit(expression);
    return filtered(node, emitNested(node.expressions.at(-1)!, inner), scope);
  }
  const way: Way = { label: unit.name('steps'), result: unit.name('nested') };
  body.line(`let ${way.result};`);
  body.open(`${way.label}: {`);
  const stream = emitStream(node as Path, way, scope);
  body.line(`${way.result} = ${stream.code};`);
  body.close();
  return filtered(node, { code: way.result, names: stream.names }, scope);
}

/** What is missing is tested like one item, and stays missing. */
function filtered(node: Node, stream: Stream, scope: Scope): Stream {
  return node.predicates.reduce((left, predicate) => {
    const list = scope.constant('list', `${left.code} ?? ${scope.call('tuplesOf', '[undefined]')}`, ARRAY);
    const { code, names } = filterStage(predicate, { code: list.code, names: left.names }, scope);
    return { code: scope.constant('left', `${left.code} && ${code}`, ARRAY | MISSING).code, names };
  }, stream);
}

function stages(step: Step, stream: Stream, scope: Scope): Stream {
  return step.stages.reduce((current, stage) => {
    if (stage.type === 'filter') return filterStage(stage.predicate, current, scope);
    scope.body.line(`${scope.call('numberTuples', current.code, quote(stage.name))};`);
    return { code: current.code, names: new Set([...current.names, stage.name]) };
  }, stream);
}

function filterStage(predicate: Node, stream: Stream, scope: Scope): Stream {
  const { body, unit } = scope;
  const kept = unit.name('tuples');
  body.line(`const ${kept} = [];`);
  const index = unit.name('i');
  body.line(`let ${index} = 0;`);
  eachTuple(stream, [predicate], scope, (tuple, inner) => {
    const result = scope.unit.emit(predicate, inner);
    if (may(result.type, NUMBER | ARRAY)) {
      scope.at(predicate);
      const times = scope.call('selections', 'run', result.code, index, `${stream.code}.length`);
      body.line(`for (let n = ${times}; n > 0; n--) ${kept}.push(${tuple});`);
    } else body.line(`if (${test(result, scope, predicate)}) ${kept}.push(${tuple});`);
    body.line(`${index}++;`);
  });
  return { code: kept, names: stream.names };
}

function sortStep(step: Step, tuples: Stream, scope: Scope): Stream {
  const sorted = emitSort(step, { code: tuples.code, type: ARRAY }, scope, (tuple) => ({
    context: { code: `${tuple}["@"]`, type: UNKNOWN, kind: 'item' },
    frame: tupleFrame(tuple, tuples, scope),
  }));
  if (step.index === undefined) return { code: sorted.code, names: tuples.names };
  scope.body.line(`${scope.call('numberTuples', sorted.code, quote(step.index))};`);
  return { code: sorted.code, names: new Set([...tuples.names, step.index]) };
}

/** Tuples are grouped by key; the value sees the contexts and names of all tuples of its group together. */
function emitTupleGroup(group: NonNullable<Path['group']>, stream: Stream, scope: Scope): Operand {
  const groups = scope.constant('groups', `new ${scope.unit.runtime('Groups')}()`, MISSING);
  eachTuple(
    stream,
    group.pairs.map(([key]) => key),
    scope,
    (tuple, inner) => {
      for (const [position, [key]] of group.pairs.entries()) {
        const value = scope.unit.emit(key, inner);
        scope.at(key);
        scope.body.line(`${groups.code}.add(run, ${value.code}, ${position}, ${tuple});`);
      }
    },
  );
  return emitGroupValues(group.pairs, groups.code, scope, (name): Seen => {
    const tuple = scope.constant('tuple', scope.call('mergeTuples', 'run', `${name}.data`), UNKNOWN);
    const item = scope.constant('item', `${tuple.code}["@"]`, itemType(tuple));
    return { context: { ...item, kind: 'item' }, frame: tupleFrame(tuple.code, stream, scope) };
  });
}

function tupleFrame(tuple: string, { names }: Stream, { frame, unit, source }: Scope): Frame {
  const runtime = source.dynamic ? `new ${unit.runtime('Variables')}(run, ${frame.runtime}, ${tuple})` : 'undefined';
  return new TupleFrame(tuple, names, frame, runtime);
}

/** The names that a tuple holds. */
class TupleFrame implements Frame {
  readonly #tuple: string;
  readonly #names: ReadonlySet<string>;
  readonly #parent: Frame;
  readonly runtime: string;

  constructor(tuple: string, names: ReadonlySet<string>, parent: Frame, runtime: string) {
    this.runtime = runtime;
    this.#tuple = tuple;
    this.#names = names;
    this.#parent = parent;
  }

  read(name: string, scope: Scope, crossed?: boolean): Operand {
    if (!this.#names.has(name)) return this.#parent.read(name, scope, crossed);
    return scope.constant(name, `${this.#tuple}[${quote(name)}]`, UNKNOWN);
  }

  bind(name: string, value: Operand, scope: Scope): void {
    this.#parent.bind(name, value, scope);
  }

  binds(name: string): boolean {
    return this.#names.has(name) || this.#parent.binds(name);
  }

  variables(): Iterable<Variable> {
    return this.#parent.variables();
  }

  loosen(names: ReadonlySet<string>): void {
    this.#parent.loosen(names);
  }
}
