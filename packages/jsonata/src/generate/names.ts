import type { Path, Step } from '../parse/ast.ts';
import { isStructure, memberOf } from './member.ts';
import { quote } from './quote.ts';
import type { Context, Operand, Scope } from './scope.ts';
import { ANY, ARRAY, is, MARKED, may, OBJECT, type StaticType } from './static-type.ts';

/**
 * How many steps a path begins with that can be read inline: names, behind a variable or not; 0 when there is no name
 * among them.
 */
export function countNames({ steps }: Path): number {
  const lead = isVariable(steps[0]!) ? 1 : 0;
  let count = lead;
  while (count < steps.length && isName(steps[count]!, count === steps.length - 1)) count++;
  return count > lead ? count : 0;
}

function isVariable(step: Step): boolean {
  return step.node.type === 'variable' && isPlain(step) && !step.node.keepArray;
}

function isName(step: Step, last: boolean): boolean {
  return step.node.type === 'name' && isPlain(step) && (last || !step.node.keepArray);
}

function isPlain({ node, stages, tuple }: Step): boolean {
  return stages.length === 0 && !tuple && node.predicates.length === 0 && !node.group;
}

/**
 * The first so many steps of a path, read inline; where an array is met the runtime goes on. `items` gives what the next
 * step goes through: a list, or one value; `value` gives the value of a path that ends here.
 */
export function emitNames(node: Path, count: number, scope: Scope, mode: 'items' | 'value'): Operand {
  const start = startOf(node, scope);
  const names = node.steps.slice(0, count).flatMap((step) => (step.node.type === 'name' ? [step.node.name] : []));
  const code = scope.unit.name(names.at(-1)!);
  scope.body.line(`let ${code};`);
  const kept = mode === 'value' && node.keepSingleton;
  if (may(start.type, OBJECT | ARRAY))
    new Reading(node, names, scope, mode, code, start).read(start.code, start.type, 0);
  const type = ANY | (start.type & MARKED) | (kept ? MARKED : 0);
  return { code, type, ...(mode === 'items' && node.group && { form: 'picked' }) };
}

function startOf(node: Path, scope: Scope): Context {
  const first = node.steps[0]!.node;
  return first.type === 'variable' ? { ...scope.emit(first), kind: 'item' } : scope.context;
}

class Reading {
  readonly #node: Path;
  readonly #names: readonly string[];
  readonly #scope: Scope;
  readonly #mode: 'items' | 'value';
  readonly #result: string;
  readonly #start: Context;

  constructor(
    node: Path,
    names: readonly string[],
    scope: Scope,
    mode: 'items' | 'value',
    result: string,
    start: Context,
  ) {
    this.#node = node;
    this.#names = names;
    this.#scope = scope;
    this.#mode = mode;
    this.#result = result;
    this.#start = start;
  }

  /** Reads the name at an index from what `code` holds, and those after it from what that gives. */
  read(code: string, type: StaticType, index: number): void {
    const { body, unit } = this.#scope;
    const guarded = !is(type, OBJECT);
    const many = may(type, ARRAY);
    if (guarded) body.open(`if (${isStructure(code)}) {`);
    if (many) {
      body.open(`if (Array.isArray(${code})) {`);
      this.#scope.at(this.#node);
      body.line(`${this.#result} = ${this.#goOn(code, index)};`);
      body.close('} else {');
    }
    const member = memberOf(code, this.#names[index]!);
    if (index === this.#names.length - 1) body.line(`${this.#result} = ${this.#last(member)};`);
    else {
      const next = unit.name(this.#names[index]!);
      body.line(`const ${next} = ${member};`);
      this.read(next, ANY, index + 1);
    }
    if (many) body.close();
    if (guarded) body.close();
  }

  get #marked(): boolean {
    return may(this.#start.type, MARKED);
  }

  /** What the runtime does from an array on. */
  #goOn(code: string, index: number): string {
    const { unit } = this.#scope;
    const kept = this.#node.steps.at(-1)!.node.keepArray ? 'namesKept' : 'names';
    const path = unit.constant('path', `[${this.#names.map(quote).join(', ')}]`);
    const one = index === 0 && this.#start.kind === 'root';
    // A path begins with the items of its context, whatever the array is marked as.
    const open = index === 0 && !isVariable(this.#node.steps[0]!);
    const list = one ? `[${code}]` : this.#marked && !open ? this.#scope.call('stepItems', 'run', code) : code;
    return this.#scope.call(this.#mode === 'items' ? 'namesItems' : kept, 'run', list, path, String(index));
  }

  /** The value that the last name gives. */
  #last(member: string): string {
    if (this.#mode === 'items') return member;
    if (this.#node.keepSingleton) return this.#scope.call('lastKept', 'run', member);
    return this.#marked ? this.#scope.call('lastValue', 'run', member) : member;
  }
}
