import type { ExpressionTrace, RuleTrace } from '../contract.ts';
import type { Expression, Mapping } from '../model/mapping.ts';

/** What traced code names by index or by name, as it stands in the files. */
export interface TraceTexts {
  readonly rules: readonly Pick<RuleTrace, 'rule' | 'file'>[];
  readonly expressions: readonly Pick<ExpressionTrace, 'expression' | 'file' | 'start' | 'end'>[];
  readonly functions: Readonly<Record<string, string>>;
}

/** `expressions`: in the order in which the code names them. */
export function traceTexts({ rules, functions }: Mapping, expressions: readonly Expression[]): TraceTexts {
  return {
    rules: rules.map(({ name, file }) => ({ rule: name, file })),
    expressions: expressions.map(({ source }) => ({
      expression: source.text,
      ...source.place(0, source.text.length),
    })),
    functions: Object.fromEntries(functions.map(({ name, expression }) => [name, expression.source.text])),
  };
}
