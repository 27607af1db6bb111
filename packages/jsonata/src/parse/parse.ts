import { positionAt } from '@crosswalk/diagnostics';
import jsonata from 'jsonata';
import { walk } from '../analyse/walk.ts';
import { JsonataError } from '../error.ts';
import { compileRegex } from '../regex/index.ts';
import type { Ast, Regex } from './ast.ts';
import { lower, type ReferenceNode } from './lower.ts';
import { Spans } from './spans.ts';

/**
 * Parses an expression.
 *
 * @throws JsonataError S0xxx, with the place of the token at fault.
 */
export function parse(source: string): Ast {
  let tree: ReferenceNode;
  try {
    tree = jsonata(source).ast() as unknown as ReferenceNode;
  } catch (error) {
    throw syntaxError(source, error);
  }
  const root = lower(tree, new Spans(source));
  for (const node of walk(root)) if (node.type === 'regex') checkRegex(node, source);
  return { source, root };
}

function checkRegex(node: Regex, source: string): void {
  try {
    compileRegex(node.pattern, node.flags);
  } catch (error) {
    throw error instanceof JsonataError ? error.place(node, positionAt(source, node.start)) : error;
  }
}

interface ReferenceError {
  readonly code?: string;
  readonly position?: number;
  readonly token?: unknown;
  readonly value?: unknown;
  readonly message?: string;
}

function syntaxError(source: string, thrown: unknown): JsonataError {
  const { code, position, token, value, message } = thrown as ReferenceError;
  const details = { ...(token !== undefined && { token: token as string }), ...(value !== undefined && { value }) };
  if (thrown instanceof RangeError) return new JsonataError('S0500', 'the expression is nested too deeply to be read');
  // What the reference's scanner throws without a code is the JavaScript engine's complaint about a regular expression.
  const error = code
    ? new JsonataError(code, message ?? code, details)
    : new JsonataError('S0303', `the regular expression can't be read: ${message}`, details);
  const tokens = new Spans(source).tokens;
  const end = Math.min(position ?? source.length, source.length);
  const at =
    tokens.find((each) => each.end === end) ??
    tokens.find((each) => each.start === end) ??
    tokens.findLast((each) => each.start < end);
  const start = at && at.end >= end ? at.start : Math.max(0, Math.min(end, source.length - 1));
  return error.place({ start, end: Math.max(end, start, at?.start === end ? at.end : 0) }, positionAt(source, start));
}

export type { Ast };
