import type { Call, Node, Span } from '../parse/ast.ts';
import { emitArguments, takesContext } from './arguments.ts';
import { emitEval } from './eval.ts';
import { functionValue, signatureConstant } from './function-value.ts';
import { emitHigherOrder } from './higher-order.ts';
import { emitCallee } from './lambda.ts';
import { regexConstant } from './leaf.ts';
import { quote } from './quote.ts';
import type { KnownFunction, Operand, Scope } from './scope.ts';
import { ANY, ARRAY, FUNCTION, MARKED, MISSING, may, UNKNOWN } from './static-type.ts';

/** A call. `first`: the value that `~>` hands over as first argument. */
export function emitCall(node: Call, scope: Scope, first?: { value: Operand; span: Span }): Operand {
  const site = new Site(node, scope, first);
  const { procedure } = node;
  if (procedure.predicates.length === 0 && !procedure.group) {
    if (procedure.type === 'variable' && procedure.name !== '') {
      const callee = scope.frame.read(procedure.name, scope);
      if (callee.native !== undefined) return emitNative(callee.native, site);
      return callee.known ? emitKnown(callee.known, site) : emitDynamic(callee, site);
    }
    if (procedure.type === 'lambda') return emitKnown(emitCallee(procedure, scope).known!, site);
  }
  return emitDynamic(scope.emit(procedure), site);
}

/** A call with what its kinds have in common. */
export class Site {
  readonly node: Call;
  readonly scope: Scope;
  readonly first: { value: Operand; span: Span } | undefined;

  constructor(node: Call, scope: Scope, first?: { value: Operand; span: Span }) {
    this.node = node;
    this.scope = scope;
    this.first = first;
  }

  /** The nodes of the arguments; undefined for the value that `~>` hands over. */
  get nodes(): readonly (Node | undefined)[] {
    return [...(this.first ? [undefined] : []), ...this.node.arguments];
  }

  /** Compiles the arguments. A regular expression goes to built-ins as it is, not as a function. */
  values(options: { regex?: boolean } = {}): Operand[] {
    return this.nodes.map((node) => (node ? this.value(node, options) : this.first!.value));
  }

  value(node: Node, { regex = false } = {}): Operand {
    if (regex && node.type === 'regex' && node.predicates.length === 0 && !node.group) {
      return { code: regexConstant(node, this.scope), type: FUNCTION };
    }
    return this.scope.emit(node);
  }

  /** Errors from here on are the call's: at its name, or at the argument that is wrong. */
  at(): void {
    const spans = [...(this.first ? [this.first.span] : []), ...this.node.arguments];
    this.scope.at(this.node.mark, this.name, spans);
  }

  place(): number {
    const spans = [...(this.first ? [this.first.span] : []), ...this.node.arguments];
    return this.scope.unit.place(this.scope.source, this.node.mark, this.name, spans);
  }

  get name(): string | undefined {
    const { procedure } = this.node;
    if (procedure.type === 'variable') return procedure.name;
    const step = procedure.type === 'path' ? procedure.steps[0]!.node : undefined;
    return step?.type === 'name' || step?.type === 'variable' ? step.name : undefined;
  }

  /** It is in last position, so its caller may make the call. */
  get isTail(): boolean {
    return this.node.tail && this.scope.tail !== undefined;
  }

  /** What stands in for an argument that is left out. */
  get context(): string {
    const { context, tail } = this.scope;
    if (this.isTail && !tail!.handsBack) return tail!.context;
    return context.boxed ? this.scope.call('boxed', context.code) : context.code;
  }
}

function emitKnown(known: KnownFunction, site: Site): Operand {
  const { scope } = site;
  const values = site.values();
  if (site.isTail && scope.tail!.handsBack && known.mayTail) {
    return known === scope.state.known && !known.signature
      ? emitLoop(known, values, site)
      : handBack(functionValue({ code: known.code, type: FUNCTION, known }, scope), values, site);
  }
  if (known.inline) {
    const answer = known.inline(values, scope, site.context);
    return answer.form === 'tail' && !site.isTail ? { ...answer, form: 'raw' } : answer;
  }
  site.at();
  scope.descend(known.mayTail || known.recursive);
  const checked = known.signature ? emitSignature(known, values, site) : values.slice(0, known.parameters);
  const codes = [...(known.hoisted ? ['run'] : []), ...checked.map(({ code }) => code)];
  const call = `${known.code}(${codes.join(', ')})`;
  const type = scope.known(known.mayTail ? UNKNOWN : (known.returns ?? UNKNOWN));
  const answer = known.mayTail ? scope.call('follow', 'run', call, site.context) : call;
  const form = may(type, MARKED) ? 'raw' : 'value';
  return scope.constant('answer', answer, type, form);
}

/** The arguments of a lambda with a signature. */
function emitSignature(known: KnownFunction, values: readonly Operand[], { scope, context }: Site): Operand[] {
  const codes = values.map(({ code }) => code).join(', ');
  const validate = `${signatureConstant(known.signature!, scope)}.validate([${codes}], ${context}, run.budget)`;
  const { code } = scope.constant('checked', validate, ARRAY);
  return Array.from({ length: known.parameters }, (_, index) => ({ code: `${code}[${index}]`, type: UNKNOWN }));
}

/** A function that calls itself in last position goes back to its beginning. */
function emitLoop(known: KnownFunction, values: readonly Operand[], { scope }: Site): Operand {
  const { parameters } = scope.state;
  scope.state.loops = true;
  for (const [index, parameter] of parameters.entries()) {
    scope.body.line(`${parameter} = ${values[index]?.code ?? 'undefined'};`);
  }
  scope.spend(scope.state.steps);
  scope.body.line('continue;');
  return { code: 'undefined', type: MISSING | ((known.returns ?? 0) & MARKED) };
}

/** Leaves a call in last position to the caller. */
function handBack(callee: Operand, values: readonly Operand[], site: Site): Operand {
  const { scope } = site;
  scope.state.handsBack = true;
  const codes = values.map(({ code }) => code).join(', ');
  const call = `new ${scope.unit.runtime('TailCall')}(${callee.code}, [${codes}], places[${site.place()}])`;
  return scope.constant('tail', call, UNKNOWN, 'raw');
}

/** A call of something that is known at run time only. */
function emitDynamic(callee: Operand, site: Site): Operand {
  const { scope, node } = site;
  const target = node.procedure.type === 'path' ? unsigned(callee, site) : callee;
  const values = site.values();
  if (site.isTail && scope.tail!.handsBack) return handBack(target, values, site);
  site.at();
  scope.descend();
  const codes = values.map(({ code }) => code).join(', ');
  return scope.constant('answer', scope.call('call', 'run', target.code, `[${codes}]`, site.context), UNKNOWN, 'raw');
}

/** `name(...)` where `$name(...)` was meant gets an error that says so. */
function unsigned(callee: Operand, site: Site): Operand {
  const { scope, name } = site;
  if (!name) return callee;
  site.at();
  const meant = functionValue(scope.frame.read(name, scope), scope);
  return scope.constant('callee', scope.call('unsigned', callee.code, meant.code, quote(name)), UNKNOWN);
}

const matching = new Set(['match', 'contains', 'replace', 'split']);

/** A call of a native function, compiled in place where that is better. */
function emitNative(name: string, site: Site): Operand {
  const { scope } = site;
  const native = scope.unit.natives.get(name)!;
  if (name === 'eval') return emitEval(site, native.signature);
  const inlined = emitHigherOrder(name, site);
  if (inlined) return inlined;
  if (site.isTail && scope.tail!.handsBack && takesContext(native.signature, site.nodes.length)) {
    return handBack(functionValue({ code: '', type: FUNCTION, native: name }, scope), site.values(), site);
  }
  const values = site.values({ regex: matching.has(name) });
  if (native.throws !== false) site.at();
  if (native.calls !== false && values.some(({ type }) => may(type, FUNCTION))) scope.descend();
  const checked = emitArguments(native.signature, values, site.context, scope);
  const own = native.emit?.(checked, {
    constant: (hint, expression, type) => scope.constant(hint, expression, type),
    hoist: (hint, expression) => scope.unit.constant(hint, expression),
    runtime: (exported) => scope.unit.runtime(exported),
    line: (text) => scope.body.line(text),
  });
  if (own) return own;
  const { sequence, passes, returns = ANY, total } = native;
  // Filters and a group of the call's own see the answer before it collapses.
  const sieved = site.node.predicates.length > 0 || site.node.group !== undefined;
  const implementation = native.raw && (sieved || scope.unit.marks) ? native.raw : native.implementation;
  const code = typeof implementation === 'string' ? implementation : scope.unit.runtime(implementation.runtime);
  const marks = scope.known(passes && checked.some(({ type }) => may(type, MARKED | FUNCTION)) ? MARKED : 0);
  const missing = total && checked.every(({ type }) => !may(type, MISSING)) ? MISSING : 0;
  const call = `${code}(${['run', ...checked.map((value) => value.code)].join(', ')})`;
  const form = sequence ? 'sequence' : marks || native.raw ? 'raw' : 'value';
  return scope.constant(name, call, (returns & ~missing) | marks, form);
}
