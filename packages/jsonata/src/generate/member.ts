import { access, isInherited, quote } from './quote.ts';
import { missing, type Operand, type Scope } from './scope.ts';
import { ANY, is, MARKED, may, OBJECT, type StaticType } from './static-type.ts';

/** A JavaScript expression that reads a member of what is known to be an object (and no array). */
export function memberOf(code: string, name: string): string {
  const read = `${code}${access(name)}`;
  return isInherited(name) ? `(Object.hasOwn(${code}, ${quote(name)}) ? ${read} : undefined)` : read;
}

/** A JavaScript condition that holds when the value is an object or array. */
export function isStructure(code: string): string {
  return `typeof ${code} === "object" && ${code} !== null`;
}

/** Reads a member of a value that is no array. */
export function readMember(input: { code: string; type: StaticType }, name: string, scope: Scope): Operand {
  if (!may(input.type, OBJECT)) return missing;
  const read = memberOf(input.code, name);
  const guarded = is(input.type, OBJECT) ? read : `${isStructure(input.code)} ? ${read} : undefined`;
  return scope.constant(name, guarded, ANY | (input.type & MARKED));
}
