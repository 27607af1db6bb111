import type { Path, Step } from '../parse/ast.ts';
import { isStructure, memberOf } from './member.ts';
import { quote } from './quote.ts';
import type { Operand, Scope } from './scope.ts';
import { ANY, ARRAY, is, MARKED, may, OBJECT } from './static-type.ts';

/** How many steps a path begins with that are names and nothing else. */
export function countNames(node: Path, scope: Scope): number {
  const count = node.steps.findIndex((step, index) => !isName(step, index === node.steps.length - 1));
  // A context that is an array for certain is gone through like any list.
  return count < 0 ? node.steps.length : scope.context.kind === 'boxed' ? 0 : count;
}

function isName({ node, stages, tuple }: Step, last: boolean): boolean {
  return (
    node.type === 'name' && stages.length === 0 && !tuple && node.predicates.length === 0 && (last || !node.keepArray)
  );
}

/**
 * Names at the beginning of a path, read inline; where an array is met the runtime goes on. `items` gives what the next
 * step goes through: a list, or one value; `value` gives the value of a path that ends here.
 */
export function emitNames(node: Path, count: number, scope: Scope, mode: 'items' | 'value'): Operand {
  const { body, unit, context } = scope;
  const names = node.steps.slice(0, count).map((step) => (step.node.type === 'name' ? step.node.name : ''));
  const result = unit.name(names.at(-1)!);
  body.line(`let ${result};`);
  const marked = context.type & MARKED;
  const keep = mode === 'value' && node.keepSingleton;
  const rest = mode === 'items' ? 'namesItems' : node.steps.at(-1)!.node.keepArray ? 'namesKept' : 'names';
  const path = (): string => unit.constant('path', `[${names.map(quote).join(', ')}]`);

  const read = (code: string, type: number, index: number): void => {
    const guards = is(type, OBJECT) ? 0 : 1;
    if (guards > 0) body.open(`if (${isStructure(code)}) {`);
    const many = may(type, ARRAY);
    if (many) {
      body.open(`if (Array.isArray(${code})) {`);
      scope.at(node);
      const list = index === 0 && context.kind === 'root' ? `[${code}]` : code;
      body.line(`${result} = ${scope.call(rest, 'run', list, path(), String(index))};`);
      body.close('} else {');
    }
    const member = memberOf(code, names[index]!);
    if (index === names.length - 1) body.line(`${result} = ${finished(member)};`);
    else {
      const next = unit.name(names[index]!);
      body.line(`const ${next} = ${member};`);
      read(next, ANY, index + 1);
    }
    if (many) body.close();
    if (guards > 0) body.close();
  };
  const finished = (member: string): string => {
    if (keep) return scope.call('lastKept', 'run', member);
    return marked && mode === 'value' ? scope.call('lastValue', 'run', member) : member;
  };

  if (may(context.type, OBJECT | ARRAY)) read(context.code, context.type, 0);
  return {
    code: result,
    type: ANY | marked | (keep ? MARKED : 0),
    ...(mode === 'items' && node.group && { form: 'picked' as const }),
  };
}
