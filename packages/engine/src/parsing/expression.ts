import { type Ast, JsonataError, parse, type Reference, references } from '@crosswalk/jsonata';
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
    const { ast, names } = parsed(source.text);
    checkReferences(context, source, names, reach);
    return { source, ast };
  } catch (error) {
    if (!(error instanceof JsonataError)) throw error;
    if (!otherwise()) reportJsonata(context, source, error);
    return undefined;
  }
}

interface Parsed {
  readonly ast: Ast;
  readonly names: readonly Reference[];
}

/** When a mapping is loaded again most of its expressions are as they were. */
const kept = new Map<string, Parsed>();
const mostKept = 500;
/** Far beyond what people write; within them each expression is compiled in a tenth of a second. */
const sourceLimits = { source: 65_536, tokens: 10_000, nesting: 500 } as const;
const longestKept = 1000;

function parsed(text: string): Parsed {
  const known = kept.get(text);
  if (known) return known;
  const ast = parse(text, sourceLimits);
  const made = { ast, names: references(ast) };
  if (kept.size >= mostKept) kept.clear();
  if (text.length <= longestKept) kept.set(text, made);
  return made;
}

/** A JSONata error as a finding: its code stands in a note, its place in the file under the carets. */
export function reportJsonata(context: Context, source: ExpressionSource, error: JsonataError): void {
  const code = isRegex(error.code) ? 'M208' : 'M201';
  const notes = [`JSONata's code for this is ${error.code}`];
  if (isSize(error.code)) notes.unshift('let: names parts of an expression, and functions/*.jsonata hold functions');
  if (isPlainText(source.text))
    notes.unshift(`a text stands in quotes, and in YAML's own around them: '"${source.text}"'`);
  context.findings.error(code, error.message, source.place(error.start, error.end), { notes });
}

/** An address, a channel: what is meant as it stands and was written without quotes. */
const isPlainText = (text: string) => /^(#|[a-z][a-z0-9+.-]*:\/\/)[^\s'"]+$/i.test(text);

const isSize = (code: string) => code === 'S0500' || code === 'S0501';

const isRegex = (code: string) => /^S030[1-4]$|^D1004$/.test(code);
