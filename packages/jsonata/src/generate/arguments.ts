import { type Parameter, parseSignature } from '../signature/signature.ts';
import { signatureConstant } from './function-value.ts';
import type { Operand, Scope } from './scope.ts';
import {
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
  type StaticType,
} from './static-type.ts';

const kindOf: Record<string, StaticType> = {
  s: STRING,
  n: NUMBER,
  b: BOOLEAN,
  l: NULL,
  a: ARRAY,
  o: OBJECT,
  f: FUNCTION,
  m: MISSING,
};

/** The kinds that a parameter takes. */
function kindsOf({ symbols }: Parameter): StaticType {
  return [...symbols].reduce((kinds, symbol) => kinds | (kindOf[symbol] ?? 0), 0);
}

const tests: readonly (readonly [StaticType, (code: string) => string])[] = [
  [STRING, (code) => `typeof ${code} === "string"`],
  [NUMBER, (code) => `typeof ${code} === "number"`],
  [BOOLEAN, (code) => `typeof ${code} === "boolean"`],
  [FUNCTION, (code) => `typeof ${code} === "function"`],
  [NULL, (code) => `${code} === null`],
  [ARRAY, (code) => `Array.isArray(${code})`],
  [OBJECT, (code) => `(typeof ${code} === "object" && ${code} !== null && !Array.isArray(${code}))`],
  [MISSING, (code) => `${code} === undefined`],
];

/** A condition that holds when a value is of one of the kinds; empty when it always is. */
function kindTest({ code, type }: Operand, kinds: StaticType): string {
  if (is(type, kinds)) return '';
  return tests
    .filter(([kind]) => may(kinds, kind) && may(type, kind))
    .map(([, write]) => write(code))
    .join(' || ');
}

/**
 * The arguments of a call as its signature wants them. Kinds that are known need no check; where one is not as the
 * parameters stand in order, the signature decides at run time (the context may stand in, or it is an error).
 */
export function emitArguments(signature: string, values: readonly Operand[], context: string, scope: Scope): Operand[] {
  const parameters = parseSignature(signature);
  if (parameters.length === 1 && parameters[0]!.repeat === '+' && values.length > 0)
    return values.map((value) => asArray(value, parameters[0]!, 1, scope));
  if (values.length === 0 && parameters.length === 0) return [];
  const left = parameters.slice(values.length);
  const inOrder =
    values.length <= parameters.length &&
    left.every((parameter) => parameter.repeat === '?' && !parameter.context) &&
    values.every(({ type }, index) => may(type, kindsOf(parameters[index]!)));
  const codes = values.map(({ code }) => code).join(', ');
  const validate = (): string => `${signatureConstant(signature, scope)}.validate([${codes}], ${context})`;
  if (!inOrder) {
    const checked = scope.constant('checked', validate(), ARRAY);
    return parameters.map((parameter, index) => {
      const kinds = parameter.array ? ARRAY | MISSING : kindsOf(parameter);
      return scope.constant('argument', `${checked.code}[${index}]`, kinds | MARKED);
    });
  }
  const checks = values
    .map((value, index) => kindTest(value, kindsOf(parameters[index]!)))
    .filter((test) => test !== '');
  const checked = checks.length === 0 ? values : checkedValues(values, parameters, checks, validate(), scope);
  return checked.map((value, index) => asArray(value, parameters[index]!, index + 1, scope));
}

function checkedValues(
  values: readonly Operand[],
  parameters: readonly Parameter[],
  checks: readonly string[],
  validate: string,
  scope: Scope,
): Operand[] {
  const names = parameters.map(() => scope.unit.name('argument'));
  const initial = names.map((name, index) => (values[index] ? `${name} = ${values[index].code}` : name));
  scope.body.line(`let ${initial.join(', ')};`);
  const all = checks.map((check) => (checks.length > 1 && check.includes('||') ? `(${check})` : check)).join(' && ');
  scope.body.line(`if (!(${all})) [${names.join(', ')}] = ${validate};`);
  return names.map((code, index) => {
    const value = values[index];
    const kinds = kindsOf(parameters[index]!);
    // The context may have taken the place of a value, so what was known of values does not hold on that way.
    const shifted = values.length < parameters.length && parameters.some(({ context }) => context);
    if (value === undefined) return { code, type: kinds | (shifted ? MARKED : 0) };
    return { code, type: (value.type & kinds) | (value.type & MARKED) | (shifted ? kinds : 0) };
  });
}

/** Where an array is wanted, a lone value becomes one. */
function asArray(value: Operand, parameter: Parameter, index: number, scope: Scope): Operand {
  if (!parameter.array) return value;
  const type = ARRAY | (value.type & (MISSING | MARKED));
  if (parameter.subtype !== undefined) {
    const subtype = JSON.stringify(parameter.subtype);
    return scope.constant('array', scope.call('arrayArgument', value.code, subtype, String(index)), type);
  }
  if (is(value.type, ARRAY | MISSING)) return value;
  const missable = may(value.type, MISSING) ? `${value.code} === undefined || ` : '';
  return scope.constant('array', `${missable}Array.isArray(${value.code}) ? ${value.code} : [${value.code}]`, type);
}

/** Whether a call with so many arguments can only mean that the context stands in for one. */
export function takesContext(signature: string, count: number): boolean {
  const left = parseSignature(signature).slice(count);
  return left.some(({ context, repeat }) => context || repeat === '');
}
