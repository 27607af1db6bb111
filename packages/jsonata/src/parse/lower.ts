import type { BinaryOperator, Group, Node, Path, Span, Stage, Step } from './ast.ts';
import type { Spans } from './spans.ts';

/** A node as `jsonata(...).ast()` gives it; only the members that are read here. */
export interface ReferenceNode {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the reference's tree has no published types
  readonly [member: string]: any;
}

type Common = Pick<Node, 'start' | 'end' | 'mark' | 'keepArray' | 'predicates' | 'group'>;

/** Turns the reference's syntax tree into ours: typed, with true places, and without its evaluator's devices. */
export function lower(node: ReferenceNode, spans: Spans): Node {
  return new Lowering(spans).node(node);
}

class Lowering {
  readonly #spans: Spans;

  constructor(spans: Spans) {
    this.#spans = spans;
  }

  node(from: ReferenceNode, tail = false): Node {
    switch (from.type) {
      case 'path':
        return this.#path(from);
      case 'binary':
        return this.#binary(from);
      case 'unary':
        return this.#unary(from);
      case 'name':
        return { type: 'name', name: String(from.value), ...this.#leaf(from) };
      case 'string':
      case 'number':
      case 'value':
        return { type: 'literal', value: from.value, ...this.#leaf(from) };
      case 'wildcard':
      case 'descendant':
        return { type: from.type, ...this.#leaf(from) };
      case 'parent':
        return { type: 'parent', label: from.slot.label, ...this.#leaf(from) };
      case 'variable':
        return { type: 'variable', name: from.value, ...this.#leaf(from) };
      case 'regex':
        return {
          type: 'regex',
          pattern: from.value.source,
          flags: from.value.flags.replace('g', ''),
          ...this.#leaf(from),
        };
      case 'condition':
        return this.#condition(from, tail);
      case 'block':
        return this.#block(from, tail);
      case 'bind': {
        const value = this.node(from.rhs);
        const name = this.#spans.token(from.lhs.position);
        const span = { start: name.start, end: value.end };
        return { type: 'bind', name: from.lhs.value, nameSpan: name, value, ...this.#common(from, span) };
      }
      case 'function':
        return this.#call(from, false);
      case 'partial': {
        const procedure = this.node(from.procedure);
        const span = { start: procedure.start, end: this.#spans.bracketed(from.position).end };
        const values = from.arguments.map((argument: ReferenceNode) =>
          argument.type === 'operator' ? undefined : this.node(argument),
        );
        return { type: 'partial', procedure, arguments: values, ...this.#common(from, span, procedure) };
      }
      case 'lambda':
        return from.thunk ? this.#call(from.body, tail) : this.#lambda(from);
      case 'apply': {
        const left = this.node(from.lhs);
        const right = this.node(from.rhs);
        return { type: 'apply', left, right, ...this.#common(from, { start: left.start, end: right.end }) };
      }
      case 'transform':
        return this.#transform(from);
      case 'sort':
        return this.#sort(from);
      default:
        throw new TypeError(`the parser gave a node of an unknown type: ${from.type}`);
    }
  }

  #common(from: ReferenceNode, span: Span, mark?: Span): Common {
    const predicates: Node[] = (from.predicate ?? []).map((predicate: ReferenceNode) => this.#test(predicate.expr));
    const ends = (from.predicate ?? []).map(
      (predicate: ReferenceNode) => this.#spans.bracketed(predicate.position).end,
    );
    const group = from.group ? this.#group(from.group) : undefined;
    return {
      start: span.start,
      end: Math.max(span.end, group?.end ?? 0, ...ends),
      mark: mark ?? (from.position === undefined ? span : this.#spans.token(from.position)),
      keepArray: from.keepArray === true,
      predicates,
      ...(group && { group }),
    };
  }

  /** What a filter tests by. A number that is written there is a position, whatever stands behind it. */
  #test(from: ReferenceNode): Node {
    const node = this.node(from);
    if (node.type !== 'literal' || typeof node.value !== 'number') return node;
    const { group, ...position } = node;
    return { ...position, predicates: [] };
  }

  #leaf(from: ReferenceNode): Common {
    const span = from.position === undefined ? this.#spans.nextParent() : this.#spans.token(from.position);
    // -5 is folded into one number by the parser; the minus belongs to it.
    const sign = typeof from.value === 'number' && from.value < 0 && this.#spans.before(span.end);
    return this.#common(from, sign ? { start: sign.start, end: span.end } : span);
  }

  #group(from: ReferenceNode): Group {
    const pairs = from.lhs.map(([key, value]: ReferenceNode[]) => [this.node(key!), this.node(value!)]);
    return { pairs, mark: this.#spans.token(from.position), ...this.#spans.bracketed(from.position) };
  }

  #path(from: ReferenceNode): Path {
    const steps: Step[] = from.steps.map((step: ReferenceNode) => this.#step(step));
    const ends = from.steps.flatMap((step: ReferenceNode) =>
      (step.stages ?? [])
        .filter((stage: ReferenceNode) => stage.type === 'filter')
        .map((stage: ReferenceNode) => this.#spans.bracketed(stage.position).end),
    );
    const span = {
      start: Math.min(...steps.map(({ node }) => node.start)),
      end: Math.max(...steps.map(({ node }) => node.end), ...ends),
    };
    const common = this.#common(from, span, span);
    const keepWhole = from.keepSingletonArray === true;
    const keepSingleton = keepWhole || from.keepArray === true;
    return { type: 'path', steps, keepSingleton, keepWhole, tuple: from.tuple === true, ...common };
  }

  #step(from: ReferenceNode): Step {
    // In the order of the source, which `%` is found by.
    const node = this.node(from);
    const stages: Stage[] = (from.stages ?? []).map((stage: ReferenceNode) =>
      stage.type === 'index'
        ? { type: 'index', name: stage.value }
        : { type: 'filter', predicate: this.#test(stage.expr) },
    );
    return {
      node,
      stages,
      tuple: from.tuple === true,
      // `@$` binds nothing, and leaves the context to what the step gave.
      ...(from.focus && { focus: from.focus }),
      ...(from.index !== undefined && { index: from.index }),
      ...(from.ancestor !== undefined && { ancestor: from.ancestor.label }),
    };
  }

  #binary(from: ReferenceNode): Node {
    const left = this.node(from.lhs);
    const right = this.node(from.rhs);
    const common = this.#common(from, { start: left.start, end: right.end });
    return { type: 'binary', operator: from.value as BinaryOperator, left, right, ...common };
  }

  #unary(from: ReferenceNode): Node {
    if (from.value === '[') {
      const items = from.expressions.map((item: ReferenceNode) => this.node(item));
      const common = this.#common(from, this.#spans.bracketed(from.position));
      return { type: 'array', items, whole: from.consarray === true, ...common };
    }
    if (from.value === '{') {
      const { pairs, start, end } = this.#group(from);
      return { type: 'object', pairs, ...this.#common(from, { start, end }) };
    }
    const operand = this.node(from.expression);
    const start = this.#spans.token(from.position).start;
    return { type: 'negation', operand, ...this.#common(from, { start, end: operand.end }) };
  }

  #condition(from: ReferenceNode, tail: boolean): Node {
    const then = this.node(from.then, tail);
    const otherwise = from.else && this.node(from.else, tail);
    // `a ?? b` and `a ?: b` come as conditions whose test holds a copy of `a`, made by way of JSON, which spoils regular
    // expressions and signatures in it; both are evaluated once here.
    const copied = from.condition.arguments?.[0];
    if (copied && from.condition.position === undefined && from.condition.procedure.value === 'exists') {
      const common = this.#common(from, { start: then.start, end: otherwise.end });
      return { type: 'default', by: 'existence', left: then, right: otherwise, ...common };
    }
    const position = firstPosition(from.condition);
    if (position !== undefined && position === firstPosition(from.then)) {
      const common = this.#common(from, { start: then.start, end: otherwise.end });
      return { type: 'default', by: 'truth', left: then, right: otherwise, ...common };
    }
    const test = this.node(from.condition);
    const common = this.#common(from, { start: test.start, end: (otherwise ?? then).end });
    return { type: 'condition', test, then, ...(otherwise && { otherwise }), ...common };
  }

  #block(from: ReferenceNode, tail: boolean): Node {
    const last = from.expressions.length - 1;
    const ends = tail && !unfinished(from);
    const expressions = from.expressions.map((part: ReferenceNode, index: number) =>
      this.node(part, ends && index === last),
    );
    const common = this.#common(from, this.#spans.bracketed(from.position));
    return { type: 'block', expressions, whole: from.consarray === true, ...common };
  }

  #call(from: ReferenceNode, tail: boolean): Node {
    const procedure = this.node(from.procedure);
    const values = from.arguments.map((argument: ReferenceNode) => this.node(argument));
    const span = { start: procedure.start, end: this.#spans.bracketed(from.position).end };
    const common = this.#common(from, span, procedure);
    return { type: 'call', procedure, arguments: values, tail: tail && !unfinished(from), ...common };
  }

  #lambda(from: ReferenceNode): Node {
    const keyword = this.#spans.before(from.position);
    const body = this.node(from.body, true);
    const end = this.#spans.endOfNext('}', body.end);
    const parameters = from.arguments.map((parameter: ReferenceNode) => ({
      name: parameter.value,
      span: this.#spans.token(parameter.position),
    }));
    const signature = from.signature?.definition;
    const common = this.#common(from, { start: keyword.start, end }, keyword);
    return { type: 'lambda', parameters, ...(signature && { signature }), body, ...common };
  }

  #transform(from: ReferenceNode): Node {
    const pattern = this.node(from.pattern);
    const update = this.node(from.update);
    const remove = from.delete && this.node(from.delete);
    const mark = this.#spans.token(from.position);
    const end = this.#spans.endOfNext('|', (remove ?? update).end);
    return {
      type: 'transform',
      pattern,
      update,
      ...(remove && { remove }),
      ...this.#common(from, { start: mark.start, end }),
    };
  }

  #sort(from: ReferenceNode): Node {
    const terms = from.terms.map((term: ReferenceNode) => ({
      descending: term.descending,
      expression: this.node(term.expression),
    }));
    const mark = this.#spans.token(from.position);
    const opening = this.#spans.endOfNext('(', mark.end);
    return {
      type: 'sort',
      terms,
      ...this.#common(from, { start: mark.start, end: this.#spans.bracketed(opening).end }),
    };
  }
}

/** A filter, a group or `[]` behind a node has still work to do on its result: no tail call there. */
function unfinished(from: ReferenceNode): boolean {
  return Boolean(from.predicate || from.group || from.keepArray);
}

/** The first position that occurs in a node: a copy of it has the same. */
function firstPosition(node: ReferenceNode): number | undefined {
  if (typeof node.position === 'number') return node.position;
  for (const part of [node.steps?.[0], node.lhs, node.procedure, node.condition]) {
    const position = part && typeof part === 'object' && firstPosition(part);
    if (typeof position === 'number') return position;
  }
  return undefined;
}
