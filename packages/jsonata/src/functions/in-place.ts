import type { Operand } from '../generate/scope.ts';
import { ARRAY, BOOLEAN, is, MISSING, NUMBER, STRING } from '../generate/static-type.ts';
import type { NativeFunction } from './native.ts';

type Emit = NonNullable<NativeFunction['emit']>;

/** Calls of built-ins that are an expression of JavaScript where the kinds of the arguments are known. */
export const inPlace: Readonly<Record<string, Emit>> = {
  exists: ([value], site) => site.constant('exists', `${(value as Operand).code} !== undefined`, BOOLEAN),
  boolean: ([value]) => (is(value!.type, BOOLEAN) ? value : undefined),
  string: (values) => (values.length === 1 && is(values[0]!.type, STRING) ? values[0] : undefined),
  not: ([value], site) => {
    if (is(value!.type, BOOLEAN)) return site.constant('not', `!${value!.code}`, BOOLEAN);
    if (!is(value!.type, BOOLEAN | MISSING)) return undefined;
    return site.constant('not', `${value!.code} === undefined ? undefined : !${value!.code}`, BOOLEAN | MISSING);
  },
  count: ([value], site) =>
    is(value!.type, ARRAY) ? site.constant('count', `${value!.code}.length`, NUMBER) : undefined,
  // Not named yet: what it is compared with may make asking for the kind's name needless.
  type: ([value], site) => ({
    code: `${site.runtime('type')}(run, ${value!.code})`,
    type: STRING | MISSING,
    kindOf: value!,
  }),
};
