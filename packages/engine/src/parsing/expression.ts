import { JsonataError, parse, references } from '@crosswalk/jsonata';
import type { Expression } from '../model/mapping.ts';
import type { ExpressionSource } from '../reading/expression-source.ts';
import type { Context, Reach } from './parser.ts';
import { checkReferences } from './references.ts';

/**
 * Parses an expression and checks the names in it. `otherwise` may explain a syntax error better than JSONata does
 * (true when it did). Nothing is given when the text is not JSONata (M201); wrong names leave findings only.
 */
export function parseExpression(
  context: Context,
  source: ExpressionSource,
  reach: Reach,
  otherwise: () => boolean = () => false,
): Expression | undefined {
  try {
    const ast = parse(source.text);
    checkReferences(context, source, references(ast), reach);
    return { source, ast };
  } catch (error) {
    if (!(error instanceof JsonataError)) throw error;
    if (!otherwise()) reportJsonata(context, source, error);
    return undefined;
  }
}

/** A JSONata error as a finding: its code stands in a note, its place in the file under the carets. */
export function reportJsonata(context: Context, source: ExpressionSource, error: JsonataError): void {
  const code = isRegex(error.code) ? 'M208' : 'M201';
  context.findings.error(code, error.message, source.place(error.start, error.end), {
    notes: [`JSONata's code for this is ${error.code}`],
  });
}

const isRegex = (code: string) => code === 'S0301' || code === 'S0302' || code === 'D1004';
