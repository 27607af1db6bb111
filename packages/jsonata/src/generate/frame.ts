import type { Body } from './body.ts';
import { functionValue } from './function-value.ts';
import { quote } from './quote.ts';
import { type KnownFunction, missing, type Operand, type Scope } from './scope.ts';
import { FUNCTION, MARKED, type StaticType, UNKNOWN } from './static-type.ts';

/** What a name means at some place of an expression. */
export interface Frame {
  /** The value under a name. `crossed`: it is asked from inside a function that may run at another time. */
  read(name: string, scope: Scope, crossed?: boolean): Operand;
  /** Gives a name a value from here on. */
  bind(name: string, value: Operand, scope: Scope): void;
  /** The local variables that are seen from here. */
  variables(): Iterable<Variable>;
  /** Whether it is seen here that the name is bound. */
  binds(name: string): boolean;
  /** The object that holds the names when the code runs; for expressions that `$eval` may look into. */
  readonly runtime: string;
  /** Marks names as bound by something that may run any number of times. */
  loosen(names: ReadonlySet<string>): void;
}

/** A variable of the language as a JavaScript variable. */
export interface Variable {
  readonly code: string;
  type: StaticType;
  /** Whether it has been bound when the code at hand runs. */
  state: 'bound' | 'maybe' | 'unbound';
  /** It never changes once it is bound. */
  stable: boolean;
  /** What it is, when that stands in the source. */
  readonly literal?: Operand['literal'] | undefined;
  known?: KnownFunction | undefined;
  /** Something asks, when it runs, whether it is bound. */
  watched: boolean;
  /** Writes its declaration. */
  readonly declare: (text: string) => void;
}

/** Variables of a block or function as JavaScript variables. */
export class LocalFrame implements Frame {
  readonly #parent: Frame;
  readonly #own = new Map<string, Variable>();
  /** A JavaScript function begins with this frame. */
  readonly #boundary: boolean;

  constructor(parent: Frame, boundary = false) {
    this.#parent = parent;
    this.#boundary = boundary;
  }

  /** A parameter, or another name that has its value from the start. */
  declare(name: string, value: Pick<Operand, 'code' | 'type' | 'literal'>, stable = true): void {
    this.#own.set(name, {
      code: value.code,
      type: value.type,
      literal: stable ? value.literal : undefined,
      state: 'bound',
      stable,
      watched: false,
      declare: () => {},
    });
  }

  /** Names that will be bound in this frame, and how often that is written. */
  expect(names: ReadonlyMap<string, number>, scope: Scope): void {
    for (const [name, count] of names) {
      const known = this.#own.get(name);
      if (known) {
        known.stable = false;
        known.type = UNKNOWN;
        continue;
      }
      const code = scope.unit.name(name);
      const declare = scope.body.reserve();
      declare(`let ${code};`);
      this.#own.set(name, { code, type: UNKNOWN, state: 'unbound', stable: count === 1, watched: false, declare });
    }
  }

  /** A name that stands for a function of the module from here on; its definition is still to follow. */
  know(name: string, known: KnownFunction): void {
    const variable = this.#own.get(name)!;
    variable.known = known;
    variable.state = 'bound';
    variable.type = FUNCTION | MARKED;
    if (!variable.watched) variable.declare('');
  }

  /** The function of a name that is about to be defined. */
  knownFunction(name: string): KnownFunction | undefined {
    return this.#own.get(name)?.known;
  }

  /** The JavaScript variable that must hold a function as a value, if something reads it from there. */
  watchedVariable(name: string): string | undefined {
    const variable = this.#own.get(name);
    return variable?.watched ? variable.code : undefined;
  }

  /** Whether the name is bound once, here, so that what it is bound to can be known. */
  isStable(name: string): boolean {
    return this.#own.get(name)?.stable === true;
  }

  read(name: string, scope: Scope, crossed = false): Operand {
    const beyond = crossed || this.#boundary;
    const variable = this.#own.get(name);
    if (!variable) return this.#parent.read(name, scope, beyond);
    const state = crossed && variable.state === 'unbound' ? 'maybe' : variable.state;
    if (state === 'unbound') return this.#parent.read(name, scope, beyond);
    if (state === 'bound' && variable.known)
      return { code: variable.code, type: scope.known(variable.type), known: variable.known };
    if (state === 'bound' && variable.stable) {
      const { code, type, literal } = variable;
      return { code, type: scope.known(type), ...(literal !== undefined && { literal }) };
    }
    if (state === 'bound') return scope.constant(name, variable.code, UNKNOWN);
    variable.watched = true;
    variable.declare(`let ${variable.code} = ${scope.unit.runtime('unbound')};`);
    const outer = functionValue(this.#parent.read(name, scope, beyond), scope);
    const unbound = scope.unit.runtime('unbound');
    return scope.constant(name, `${variable.code} === ${unbound} ? ${outer.code} : ${variable.code}`, UNKNOWN);
  }

  bind(name: string, value: Operand, scope: Scope): void {
    const variable = this.#own.get(name);
    if (!variable) {
      this.#parent.bind(name, value, scope);
      return;
    }
    scope.body.line(`${variable.code} = ${value.code};`);
    if (variable.state === 'unbound') variable.state = 'bound';
    variable.type = variable.stable ? value.type : UNKNOWN;
  }

  binds(name: string): boolean {
    return this.#own.has(name) || this.#parent.binds(name);
  }

  get runtime(): string {
    return this.#parent.runtime;
  }

  *variables(): Iterable<Variable> {
    yield* this.#own.values();
    yield* this.#parent.variables();
  }

  loosen(names: ReadonlySet<string>): void {
    for (const [name, variable] of this.#own) {
      if (!names.has(name)) continue;
      variable.stable = false;
      variable.type = UNKNOWN;
      if (variable.state === 'unbound') variable.state = 'maybe';
    }
    this.#parent.loosen(names);
  }
}

/** Variables of a block or function in an object at run time, where `$eval` sees them and can bind others. */
export class DynamicFrame extends LocalFrame {
  readonly #runtime: string;
  readonly #parent: Frame;
  readonly #names = new Set<string>();
  readonly #body: Body;

  /** Without `runtime`, a new object is made that has its place inside the parent's. */
  constructor(parent: Frame, scope: Scope, runtime?: string) {
    super(parent);
    this.#parent = parent;
    this.#body = scope.body;
    this.#runtime = runtime ?? scope.unit.name('variables');
    if (runtime === undefined) {
      const create = `new ${scope.unit.runtime('Variables')}(run, ${parent.runtime})`;
      scope.body.line(`const ${this.#runtime} = ${create};`);
    }
  }

  override get runtime(): string {
    return this.#runtime;
  }

  override declare(name: string, value: { code: string }): void {
    this.#names.add(name);
    this.#body.line(`${this.#runtime}.bind(${quote(name)}, ${value.code});`);
  }

  override expect(names: ReadonlyMap<string, number>): void {
    for (const name of names.keys()) this.#names.add(name);
  }

  override isStable(): boolean {
    return false;
  }

  override binds(name: string): boolean {
    return this.#names.has(name) || this.#parent.binds(name);
  }

  override read(name: string, scope: Scope, crossed?: boolean): Operand {
    const fixed = name === '$' || name.startsWith('!') || scope.unit.natives.has(name);
    if (fixed && !this.binds(name)) return this.#parent.read(name, scope, crossed);
    return scope.constant(name, `${this.#runtime}.lookup(${quote(name)})`, UNKNOWN);
  }

  override bind(name: string, value: Operand, scope: Scope): void {
    scope.body.line(`${this.#runtime}.bind(${quote(name)}, ${value.code});`);
  }
}

/** A frame inside another, of the kind that the expression needs. `boundary`: a JavaScript function begins with it. */
export function openFrame(parent: Frame, scope: Scope, boundary = false): LocalFrame {
  return scope.source.dynamic ? new DynamicFrame(parent, scope) : new LocalFrame(parent, boundary);
}

/** The outermost names: those handed in, named functions, built-ins, and what the caller binds at run time. */
export class OuterFrame implements Frame {
  readonly #given: Readonly<Record<string, { code: string; type: StaticType }>>;

  constructor(given: Readonly<Record<string, { code: string; type: StaticType }>>) {
    this.#given = given;
  }

  read(name: string, scope: Scope): Operand {
    if (Object.hasOwn(this.#given, name)) {
      const { code, type } = this.#given[name]!;
      return { code, type: scope.known(type) };
    }
    // The label of an ancestor that no stream carries here.
    if (name.startsWith('!')) return missing;
    const known = scope.unit.definition(name);
    if (known) return { code: known.code, type: FUNCTION | MARKED, known };
    if (scope.unit.natives.has(name)) return { code: '', type: FUNCTION | MARKED, native: name };
    return scope.constant(name, scope.call('binding', 'run', quote(name)), UNKNOWN);
  }

  binds(): boolean {
    return false;
  }

  readonly runtime = 'undefined';

  bind(): void {
    throw new TypeError('the outermost names are given, not bound');
  }

  *variables(): Iterable<Variable> {}

  loosen(): void {}
}

/** Compiles alternatives of which one runs, and joins what they do to variables. */
export function branches(frame: Frame, alternatives: readonly (() => void)[]): void {
  const before = [...frame.variables()].map((variable) => ({ variable, state: variable.state, type: variable.type }));
  const after = alternatives.map((alternative) => {
    for (const { variable, state } of before) variable.state = state;
    alternative();
    return before.map(({ variable }) => variable.state);
  });
  for (const [index, { variable, type }] of before.entries()) {
    const states = new Set(after.map((each) => each[index]!));
    variable.state = states.size === 1 ? [...states][0]! : 'maybe';
    if (states.size > 1) {
      variable.type = UNKNOWN | type;
      variable.stable = false;
    }
  }
}
