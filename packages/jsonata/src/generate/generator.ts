import { boundInFrame } from '../analyse/bindings.ts';
import { lambdaOf } from '../analyse/lambda.ts';
import { mayMark } from '../analyse/marks.ts';
import { walk } from '../analyse/walk.ts';
import { nesting } from '../error.ts';
import { builtIns } from '../functions/built-in.ts';
import type { NativeFunction } from '../functions/native.ts';
import type { Ast, Lambda } from '../parse/ast.ts';
import { Body } from './body.ts';
import { emit } from './emit.ts';
import { DynamicFrame, OuterFrame, openFrame } from './frame.ts';
import { compileFunction, emitInline, isInlinable } from './lambda.ts';
import { type KnownFunction, newState, Scope } from './scope.ts';
import { ANY, type StaticType } from './static-type.ts';
import { type Source, Unit } from './unit.ts';

/** JavaScript that answers a value, without side effects, and what is known of the value. */
export interface Value {
  readonly code: string;
  readonly type: StaticType;
}

export interface GeneratorOptions {
  /** Functions besides the built-ins (or in place of one), called `$name`. */
  readonly functions?: Readonly<Record<string, NativeFunction>>;
  /** Names of built-ins that do not exist here. */
  readonly without?: Iterable<string>;
  /** Variables that all expressions and named functions see, as JavaScript that may refer to `run`. */
  readonly variables?: Readonly<Record<string, Value>>;
  /** What is known of the root input (`run.root`). */
  readonly root?: StaticType;
  /**
   * All expressions that will be emitted. Knowing them from the start lets the code do without guards that none of them
   * needs.
   */
  readonly expressions?: readonly Ast[];
  /** Emits a probe after each node, which reports its value to the run's `trace`. */
  readonly trace?: boolean;
  /** Counts call depth as the reference counts nested evaluations. */
  readonly levels?: boolean;
}

/** What an expression sees where its code is placed. */
export interface EmitScope {
  /** The context `$`. */
  readonly input: Value;
  /** `item`: paths go through an array in the input, item by item. `root` (when left out): it is one value. */
  readonly kind?: 'root' | 'item';
  /** JavaScript of an object (`Variables` of the runtime) that holds further variables and takes new ones. */
  readonly names?: string;
  /** Variables by name, besides the generator's. */
  readonly variables?: Readonly<Record<string, Value>>;
  /** Told in errors as `origin`; the expression itself when left out. */
  readonly origin?: string;
}

/** Code to be placed inside a function where `run` is in scope, and a `let at` that the handler of errors reads. */
export interface Emitted {
  readonly statements: string;
  readonly value: string;
  readonly type: StaticType;
  /** Whether it can throw at all: then it belongs into `try { } catch (error) { throw $placed(error, places[at]); }`. */
  readonly throws: boolean;
}

/** Compiles many expressions into one module. */
export interface Generator {
  /** A function that all expressions may call as `$name`; its source must be a lambda. Before anything is emitted. */
  define(name: string, ast: Ast): void;
  emit(ast: Ast, scope: EmitScope): Emitted;
  /** Constants and functions for the module's top level, to be asked for when all is emitted. */
  declarations(): string;
  /** The exports of the runtime that the code uses, each under its name with a `$` before it. */
  imports(): string[];
  /** Whether the run must remember which arrays are sequences: goes into the run's options. */
  readonly marking: boolean;
  /** Whether a run may be needed when its evaluation is over, because a function came out of it. */
  readonly keepsRun: boolean;
}

/** Nodes of a function that is compiled where it is called. */
const mostInlined = 16;

export function createGenerator(options: GeneratorOptions = {}): Generator {
  const without = new Set(options.without);
  const natives = new Map(Object.entries(builtIns).filter(([name]) => !without.has(name)));
  for (const [name, native] of Object.entries(options.functions ?? {})) natives.set(name, native);
  const definitions = new Map<string, { ast: Ast; known?: KnownFunction }>();

  const definition = (name: string): KnownFunction | undefined => {
    const found = definitions.get(name);
    if (found && !found.known) compileDefinition(name, found);
    return found?.known;
  };

  const unit = new Unit({ natives, trace: options.trace ?? false, levels: options.levels ?? false, emit, definition });

  const scopeOf = (source: Source, context: Value, given: Readonly<Record<string, Value>>): Scope => {
    const state = newState(1);
    const root = { code: 'run.root', type: options.root ?? ANY };
    const frame = new OuterFrame({ $: root, ...options.variables, ...given });
    return new Scope({
      unit,
      source,
      body: new Body(),
      context: { ...context, kind: 'root' },
      frame,
      tail: undefined,
      state,
      level: 1,
    });
  };

  const needsMarks = (ast: Ast): boolean => mayMark(ast, natives);
  let settled = false;
  /** Before the first code is written, what all of it may need becomes known. */
  const settle = (): void => {
    if (settled || !options.expressions) return;
    settled = true;
    unit.marks = [...options.expressions, ...[...definitions.values()].map(({ ast }) => ast)].some(needsMarks);
  };

  /** Whether the source calls `$eval`. What can tell sequences from other arrays is noticed on the way. */
  const notice = (ast: Ast): boolean => {
    const names = new Set([...walk(ast.root)].map((node) => (node.type === 'variable' ? node.name : '')));
    const dynamic = names.has('eval') && natives.has('eval');
    if (dynamic || names.has('distinct')) unit.marking = true;
    if (!unit.marks && needsMarks(ast))
      throw new TypeError('an expression is emitted that was not among those announced');
    return dynamic;
  };

  /** Whether a function is better compiled where it is called. Traced code shows calls as they are written. */
  const isSmallLeaf = (root: Lambda): boolean => {
    if (unit.trace || unit.levels || !isInlinable(root)) return false;
    const nodes = [...walk(root.body)];
    return nodes.length <= mostInlined && !nodes.some((node) => node.type === 'variable' && definitions.has(node.name));
  };

  const compileDefinition = (name: string, entry: { ast: Ast; known?: KnownFunction }): void => {
    const root = lambdaOf(entry.ast)!;
    const dynamic = notice(entry.ast);
    const parameters = root.parameters.length;
    entry.known = {
      code: unit.name(name),
      parameters,
      signature: root.signature,
      hoisted: true,
      mayTail: true,
      returns: undefined,
      recursive: true,
    };
    const scope = scopeOf(
      { text: entry.ast.source, origin: name, dynamic },
      { code: 'run.root', type: options.root ?? ANY },
      {},
    );
    const { head, body } = compileFunction(root, entry.known, scope, scope.frame);
    unit.declare(`function ${head} {\n${body.toString('  ')}}`);
    if (dynamic || !isSmallLeaf(root)) return;
    entry.known.inline = (values, { body, state, level }, context) =>
      emitInline(root, values, scope.with({ body, state, level, tail: { handsBack: false, context } }));
  };

  const emitExpression: Generator['emit'] = (ast, { input, kind = 'root', variables = {}, names, origin }) => {
    settle();
    const dynamic = notice(ast) || names !== undefined;
    const outer = scopeOf({ text: ast.source, origin, dynamic }, input, variables);
    const start = outer.body.reserve();
    const frame = names === undefined ? openFrame(outer.frame, outer) : new DynamicFrame(outer.frame, outer, names);
    const scope = outer.with({ frame, context: { ...input, kind } });
    frame.expect(boundInFrame([ast.root]), scope);
    const { code, type } = emit(ast.root, scope);
    if (scope.body.throws) start(`at = ${unit.place(scope.source, ast.root)};`);
    return { statements: scope.body.toString(), value: code, type, throws: scope.body.throws };
  };

  return {
    define: (name, ast) => {
      if (!lambdaOf(ast)) throw new TypeError(`the source of $${name} is no function`);
      definitions.set(name, { ast });
    },
    emit: (ast, scope) => nesting(ast.source, () => emitExpression(ast, scope)),
    declarations: () => {
      settle();
      for (const name of definitions.keys()) definition(name);
      return unit.declarations();
    },
    imports: () => unit.imports(),
    get marking() {
      return unit.marking;
    },
    get keepsRun() {
      return unit.keepsRun;
    },
  };
}
