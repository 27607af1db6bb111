import type { Node, Span } from '../parse/ast.ts';
import type { Body } from './body.ts';
import type { Frame } from './frame.ts';
import { quoteLiteral } from './quote.ts';
import { MARKED, MISSING, type StaticType, typeOf } from './static-type.ts';
import type { Source, Unit } from './unit.ts';

/**
 * The result of a node as JavaScript without side effects: a name or a literal.
 *
 * `form` says how far it is from being a value of the language:
 * - `value` (when absent): it is one;
 * - `raw`: it may be a sequence that has not collapsed;
 * - `sequence`: a fresh list that has not collapsed, nobody else holds it; undefined means none;
 * - `tail`: what a function answers from its last position, as it is: it may not have collapsed, or be a call to make;
 * - `picked`: one item or none that an index took from a list; an array stays as it is.
 */
export interface Operand {
  readonly code: string;
  readonly type: StaticType;
  readonly form?: 'value' | 'raw' | 'sequence' | 'picked' | 'tail';
  /** The value itself, where it stands in the source. */
  readonly literal?: string | number | boolean | null;
  /** A function of the module; see `functionValue` for it as a value. */
  readonly known?: KnownFunction;
  /** It is the name of this operand's kind, as `$type` gives it. */
  readonly kindOf?: Operand;
  /** The name of a native function; see `functionValue` for it as a value. */
  readonly native?: string;
}

/** A function that the compiler knows, so that it is called directly. */
export interface KnownFunction {
  /** Its JavaScript name. */
  readonly code: string;
  readonly parameters: number;
  readonly signature: string | undefined;
  /** It is at module level and takes the run as its first argument. */
  readonly hoisted: boolean;
  /** It may answer a tail call; so it is said until its body is known. */
  mayTail: boolean;
  /** What it gives; undefined as long as its body is being compiled. */
  returns: StaticType | undefined;
  /** It may be called again before it has answered; so it is said until its body is known. */
  recursive: boolean;
  /** Compiles its body in place of a call; for small functions that call no function of the module. */
  inline?: (values: readonly Operand[], scope: Scope, context: string) => Operand;
}

/**
 * The context (`$`) of a node. `item`: an array in it is gone through by paths. `root`: the input as a whole, where an
 * array counts as one value. Where it is `boxed`, the reference holds it in an array of its own, which a few look into.
 */
export interface Context {
  readonly code: string;
  readonly type: StaticType;
  readonly kind: 'item' | 'root';
  readonly boxed?: boolean;
}

/** What a call in last position may do. */
export interface Tail {
  /** Answer the call to the caller, who makes it. */
  readonly handsBack: boolean;
  /** The context that such calls see when they are made here: the caller's. */
  readonly context: string;
}

/** What has been found out about the JavaScript function at hand. */
export interface FunctionState {
  /** The function itself, when it can be called by name, and its JavaScript parameters. */
  readonly known?: KnownFunction;
  readonly parameters: readonly string[];
  /** Steps that its body takes. */
  readonly steps: number;
  /** It calls functions. */
  calls: boolean;
  /** It calls functions that may call it. */
  recursive: boolean;
  /** It answers tail calls. */
  handsBack: boolean;
  /** It calls itself in last position, which became a loop. */
  loops: boolean;
}

/** Of a function of which nothing has been found out yet. */
export function newState(
  steps: number,
  own: Pick<FunctionState, 'known' | 'parameters'> = { parameters: [] },
): FunctionState {
  return { ...own, steps, calls: false, recursive: false, handsBack: false, loops: false };
}

/** Where a node is compiled: what it may refer to, and where its statements go. */
export class Scope {
  readonly unit: Unit;
  readonly source: Source;
  readonly body: Body;
  readonly context: Context;
  readonly frame: Frame;
  readonly tail: Tail | undefined;
  readonly state: FunctionState;
  /** How deep the reference's evaluator is nested here, counted from the function's start. */
  readonly level: number;

  constructor(parts: Pick<Scope, 'unit' | 'source' | 'body' | 'context' | 'frame' | 'tail' | 'state' | 'level'>) {
    this.unit = parts.unit;
    this.source = parts.source;
    this.body = parts.body;
    this.context = parts.context;
    this.frame = parts.frame;
    this.tail = parts.tail;
    this.state = parts.state;
    this.level = parts.level;
  }

  with(changes: Partial<Pick<Scope, 'body' | 'context' | 'frame' | 'tail' | 'state' | 'level' | 'source'>>): Scope {
    return new Scope({ ...this, ...changes });
  }

  /** Compiles a node that is not in last position. */
  emit(node: Node, changes: Partial<Pick<Scope, 'context' | 'frame' | 'body'>> = {}): Operand {
    return this.unit.emit(node, this.with({ tail: undefined, level: this.level + 1, ...changes }));
  }

  /** Compiles a node that is in last position if this one is. */
  emitLast(node: Node, changes: Partial<Pick<Scope, 'frame' | 'body'>> = {}): Operand {
    return this.unit.emit(node, this.with({ level: this.level + 1, ...changes }));
  }

  /** Names the value of an expression. */
  constant(hint: string, expression: string, type: StaticType, form?: Operand['form']): Operand {
    const code = this.unit.name(hint);
    this.body.line(`const ${code} = ${expression};`);
    return { code, type: this.known(type), ...(form && { form }) };
  }

  /** A type without what can't be in this module. */
  known(type: StaticType): StaticType {
    return this.unit.marks ? type : type & ~MARKED;
  }

  /** A call of a runtime function, as an expression. */
  call(name: string, ...values: string[]): string {
    return `${this.unit.runtime(name)}(${values.join(', ')})`;
  }

  /** What follows may throw there. */
  at(span: Span, token?: string, parts?: readonly Span[]): void {
    this.body.at(this.unit.place(this.source, span, token, parts));
  }

  /**
   * Before a function is called from here. `recursive`: it may come back to the function at hand. The reference's limit
   * of nested evaluations needs to know how deep this is.
   */
  descend(recursive = true): void {
    this.state.calls = true;
    this.state.recursive ||= recursive;
    if (this.unit.levels) this.body.line(`run.budget.depth = depth - ${this.level};`);
  }

  /** Counts the steps of one turn through what follows. */
  spend(steps = 1): void {
    const left = steps === 1 ? '--run.budget.steps' : `(run.budget.steps -= ${steps})`;
    this.body.line(`if (${left} < 0) ${this.call('overspent')};`);
  }
}

export const missing: Operand = { code: 'undefined', type: MISSING };

export function literalOperand(value: string | number | boolean | null): Operand {
  return { code: quoteLiteral(value), type: typeOf(value), literal: value };
}
