import type { Sort, Step } from '../parse/ast.ts';
import { closure } from './closure.ts';
import type { Frame } from './frame.ts';
import type { Context, Operand, Scope } from './scope.ts';
import { ANY, ARRAY, MARKED } from './static-type.ts';

/** What the terms of a sort see of an item. */
export interface SortItem {
  readonly context: Context;
  readonly frame?: Frame;
}

/**
 * Orders a list by the terms of `^(...)`. Each term is evaluated once for an item at most, when it is first compared.
 */
export function emitSort(
  step: Step,
  list: Operand,
  scope: Scope,
  see: (item: string) => SortItem = (code) => ({ context: { code, type: ANY | (list.type & MARKED), kind: 'item' } }),
): Operand {
  const node = step.node as Sort;
  const terms = node.terms.map(({ descending, expression }) => {
    const item = scope.unit.name('item');
    const { context, frame } = see(item);
    return `{ key: ${closure(item, expression, scope, context, frame)}, descending: ${descending} }`;
  });
  scope.at(node.mark);
  return scope.constant(
    'sorted',
    scope.call('orderBy', 'run', list.code, `[${terms.join(', ')}]`),
    ARRAY | (list.type & MARKED),
  );
}
