/** A JSONata expression becomes a synchronous function, or JavaScript source. */
export { lambdaParameters } from './analyse/lambda.ts';
export { type NameReference, type Reference, references, type SettingReference } from './analyse/references.ts';
export { type Budget, budgetOf, type Limits, type SourceLimits } from './budget.ts';
export {
  type CompileOptions,
  compile,
  type EvaluateOptions,
  type Expression,
  type ReferenceLimits,
  type UserFunction,
} from './compile.ts';
export { JsonataError } from './error.ts';
export { builtInNames, builtIns } from './functions/built-in.ts';
export type { CallSite, NativeFunction } from './functions/native.ts';
export {
  createGenerator,
  type EmitScope,
  type Emitted,
  type Generator,
  type GeneratorOptions,
  type Value,
} from './generate/generator.ts';
export { quote } from './generate/quote.ts';
export type { StaticType } from './generate/static-type.ts';
export * as types from './generate/static-type.ts';
export type { Ast, Node, Span } from './parse/ast.ts';
export { parse } from './parse/parse.ts';
export { longestText } from './regex/longest-text.ts';
