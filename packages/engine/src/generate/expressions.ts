import { createGenerator, type Generator, type NativeFunction, type StaticType, types } from '@crosswalk/jsonata';
import { expressionsOf } from '../model/expressions-of.ts';
import type { Expression, Mapping } from '../model/mapping.ts';
import { forbidden } from '../parsing/names.ts';
import { words } from '../words/index.ts';
import { inlineWords } from './inline-words.ts';

/** Code of one expression: `value` is JavaScript without side effects, once `statements` have run. */
export interface EmittedExpression {
  readonly statements: string;
  readonly value: string;
  readonly mayThrow: boolean;
  /** The value is for certain neither null nor text, so that it is present unless it is missing. */
  readonly isPresent: boolean;
  readonly isBoolean: boolean;
}

/**
 * Writes the expressions of one mapping. Their code stands in functions where `run`, `event`, `settings` and `at` are in
 * scope; `at` tells the handler of errors which part of the expression failed.
 */
export class ExpressionWriter {
  /** In the order in which traced code names them. */
  readonly written: Expression[] = [];
  private readonly generator: Generator;
  private readonly trace: boolean;

  constructor(mapping: Mapping, trace: boolean) {
    this.trace = trace;
    this.generator = createGenerator({
      functions: Object.fromEntries(words.map((word) => [word.name, nativeWord(word)])),
      without: forbidden,
      variables: { settings: { code: 'run.settings', type: types.OBJECT } },
      root: types.OBJECT,
      expressions: expressionsOf(mapping).map(({ ast }) => ast),
      trace,
    });
    for (const { name, expression } of mapping.functions) this.generator.define(name, expression.ast);
  }

  /** `variables`: JavaScript of the variables that the expression sees besides `$settings`; `root`: what the event is. */
  emit(
    expression: Expression,
    variables: Readonly<Record<string, string>>,
    root: StaticType = types.OBJECT,
  ): EmittedExpression {
    const values = Object.entries(variables).map(([name, code]) => [name, { code, type: types.UNKNOWN }] as const);
    const emitted = this.generator.emit(expression.ast, {
      input: { code: 'event', type: root },
      variables: Object.fromEntries(values),
    });
    const { value, type, throws } = emitted;
    const index = this.written.push(expression) - 1;
    const statements = this.trace
      ? `run.tracer.start(${index});\n${emitted.statements}run.tracer.gave(${value});`
      : emitted.statements;
    return {
      statements,
      value,
      mayThrow: throws,
      isPresent: types.is(type, types.BOOLEAN | types.NUMBER | types.ARRAY | types.OBJECT | types.MISSING),
      isBoolean: types.is(type, types.BOOLEAN | types.MISSING),
    };
  }

  /** JavaScript that is true when the value holds as a condition. */
  test({ value, isBoolean }: EmittedExpression): string {
    return isBoolean ? `${value} === true` : `$truthy(${value}, run)`;
  }

  get marking(): boolean {
    return this.generator.marking;
  }

  declarations(): string {
    return this.generator.declarations();
  }

  /** Names that the code uses of `@crosswalk/jsonata/runtime`; the code says `$name`. */
  imports(): string[] {
    return [...new Set([...this.generator.imports(), 'placed', 'truthy'])].sort();
  }
}

/** Whether an expression needs the run, or may be thought to, when its value is used by this code. */
export const needsRun = ({ mayThrow, statements }: EmittedExpression, value: string): boolean =>
  mayThrow || /\brun\b/.test(statements + value);

/** What is known of a word's answer, so that nobody looks again. */
const returns: Readonly<Record<string, StaticType>> = {
  looseKey: types.STRING | types.MISSING,
  omit: types.OBJECT | types.MISSING,
  omitLoose: types.OBJECT | types.MISSING,
  present: types.ANY & ~types.NULL,
  text: types.STRING | types.MISSING,
  cut: types.STRING | types.MISSING,
  isTimeZone: types.BOOLEAN,
  unixSeconds: types.NUMBER | types.MISSING,
};

/** Words take any number of arguments of any kind and never fail, so nothing is checked before they are called. */
function nativeWord(word: (typeof words)[number]): NativeFunction {
  const repeats = word.parameters.at(-1)!.name.endsWith('...');
  return {
    signature: repeats
      ? '<x+:x>'
      : `<${word.parameters.map((parameter) => (parameter.optional ? 'x?' : 'x')).join('')}:x>`,
    parameters: `(${word.parameters.map((parameter) => parameter.name).join(', ')})`,
    implementation: `words.${word.name}`,
    returns: returns[word.name] ?? types.ANY,
    passes: true,
    calls: false,
    ...(Object.hasOwn(inlineWords, word.name) && { emit: inlineWords[word.name]! }),
  };
}
