import { positionAt } from '@crosswalk/diagnostics';
import { partsOf } from '../analyse/walk.ts';
import type { SourceLimits } from '../budget.ts';
import { JsonataError } from '../error.ts';
import type { Node, Span } from './ast.ts';
import { tokenize } from './tokens.ts';

const unlimited = Number.POSITIVE_INFINITY;

/** Refuses a source that is too large, before it is parsed. Throws S0501, and S0500 for brackets that nest too deeply. */
export function checkSource(source: string, limits: SourceLimits): void {
  const { source: longest = unlimited, tokens: most = unlimited, nesting = unlimited } = limits;
  if (source.length > longest) {
    const message = `an expression may have ${longest} characters, this one has ${source.length}`;
    throw refused('S0501', message, source, { start: longest, end: source.length });
  }
  if (most === unlimited && nesting === unlimited) return;
  const tokens = tokenize(source);
  if (tokens.length > most) {
    const message = `an expression may have ${most} names, literals, operators and brackets, this one has ${tokens.length}`;
    throw refused('S0501', message, source, tokens[most]!);
  }
  let depth = 0;
  for (const token of tokens) {
    if (token.kind !== 'operator') continue;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text)) depth--;
    if (depth > nesting) throw tooDeep(source, token, nesting);
  }
}

/** Refuses an expression that nests too deeply to be compiled in good time. Throws S0500 at the place that is too deep. */
export function checkNesting(root: Node, source: string, nesting = unlimited): void {
  if (nesting === unlimited) return;
  const check = (node: Node, left: number): void => {
    if (left < 0) throw tooDeep(source, node, nesting);
    const inside = node.type === 'path' ? left - node.steps.length : left - 1;
    for (const part of partsOf(node)) check(part, inside);
  };
  check(root, nesting);
}

function tooDeep(source: string, span: Span, nesting: number): JsonataError {
  return refused('S0500', `an expression may nest ${nesting} deep, here it nests deeper`, source, span);
}

function refused(code: string, message: string, source: string, { start, end }: Span): JsonataError {
  return new JsonataError(code, message).place({ start, end }, positionAt(source, start));
}
