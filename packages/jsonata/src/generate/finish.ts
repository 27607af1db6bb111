import type { Span } from '../parse/ast.ts';
import type { Operand, Scope } from './scope.ts';
import {
  ANY,
  ARRAY,
  BOOLEAN,
  FUNCTION,
  is,
  MARKED,
  MISSING,
  may,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  UNKNOWN,
} from './static-type.ts';

/** From operands of any form to values, lists and tests. */

/** The value that an operand comes to. `keepArray`: a lone result stays an array. */
export function settled(operand: Operand, keepArray: boolean, scope: Scope): Operand {
  switch (operand.form) {
    case 'raw':
      if (!may(operand.type, ARRAY) || !scope.unit.marks) return { code: operand.code, type: operand.type };
      return scope.constant(
        'value',
        scope.call(keepArray ? 'settleKept' : 'settle', 'run', operand.code),
        operand.type | ANY,
      );
    case 'sequence': {
      const type = ANY | (operand.type & MARKED) | (keepArray ? MARKED : 0);
      return scope.constant('value', scope.call(keepArray ? 'keep' : 'collapse', 'run', operand.code), type);
    }
    case 'picked':
      if (keepArray) return scope.constant('value', scope.call('keepPicked', 'run', operand.code), UNKNOWN);
      if (!may(operand.type, MARKED)) return { code: operand.code, type: operand.type };
      return scope.constant('value', scope.call('settle', 'run', operand.code), operand.type);
    default: {
      if (!keepArray || !may(operand.type, MARKED) || !may(operand.type, ARRAY)) return operand;
      return scope.constant('value', scope.call('settleKept', 'run', operand.code), operand.type);
    }
  }
}

/** An operand as a list to go through: what a filter, a group or a sort takes. What is missing is one missing item. */
export function listed({ code, type, form }: Operand, scope: Scope): string {
  if (form === 'sequence') return may(type, MISSING) ? `${code} ?? [undefined]` : code;
  if (form === 'picked') return scope.call('itemsOrNone', code);
  return is(type, ARRAY) ? code : scope.call('items', code);
}

/** What the items of a list may be. */
export function itemType(list: Operand): number {
  return ANY | (list.type & MARKED);
}

/** A JavaScript condition that holds when the operand is true by JSONata's rules. */
export function test({ code, type, literal }: Operand, scope: Scope, span: Span): string {
  if (literal !== undefined) return String(Boolean(literal));
  const kinds = type & ANY;
  if ((kinds & ~BOOLEAN) === 0) return code;
  if ((kinds & ~(BOOLEAN | MISSING | NULL | FUNCTION)) === 0) return `${code} === true`;
  if ((kinds & ~STRING) === 0) return `${code} !== ""`;
  if ((kinds & ~(STRING | MISSING)) === 0) return `${code} !== undefined && ${code} !== ""`;
  if (may(type, NUMBER | ARRAY | OBJECT)) scope.at(span);
  return scope.call('truthy', code, 'run');
}
