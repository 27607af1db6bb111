import { positionAt } from '@crosswalk/diagnostics';
import jsonata from 'jsonata';
import { walk } from '../analyse/walk.ts';
import type { SourceLimits } from '../budget.ts';
import { JsonataError, nesting } from '../error.ts';
import { compileRegex } from '../regex/index.ts';
import type { Ast, Regex } from './ast.ts';
import { lower, type ReferenceNode } from './lower.ts';
import { checkNesting, checkSource } from './size.ts';
import { Spans } from './spans.ts';

/**
 * Parses an expression.
 *
 * @throws JsonataError S0xxx, with the place of the token at fault.
 */
export function parse(source: string, limits: SourceLimits = {}): Ast {
  checkSource(source, limits);
  return nesting(source, () => {
    const root = lower(read(source), new Spans(source));
    checkNesting(root, source, limits.nesting);
    for (const node of walk(root)) if (node.type === 'regex') checkRegex(node, source);
    return { source, root };
  });
}

function read(source: string): ReferenceNode {
  try {
    return jsonata(source).ast() as unknown as ReferenceNode;
  } catch (error) {
    throw error instanceof RangeError ? error : syntaxError(source, error);
  }
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
  const { code, position = Number.NaN, token, value, message } = thrown as ReferenceError;
  const details = { ...(token !== undefined && { token: token as string }), ...(value !== undefined && { value }) };
  const { tokens } = new Spans(source);
  const place = (error: JsonataError, start: number, end: number): JsonataError =>
    error.place({ start, end }, positionAt(source, start));
  if (code === undefined) {
    // Without a code, the reference's scanner hands on what JavaScript says of a regular expression: one of the source,
    // or one that it makes of a signature.
    const regex = tokens.find((each) => each.kind === 'regex' && !isRegex(each.text));
    if (!regex) return place(new JsonataError('S0402', "a signature can't be read"), 0, source.length);
    return place(new JsonataError('S0303', `the regular expression can't be read: ${message}`), regex.start, regex.end);
  }
  const end = Math.min(Number.isNaN(position) ? source.length : position, source.length);
  const at =
    tokens.find((each) => each.end === end) ??
    tokens.find((each) => each.start === end) ??
    tokens.findLast((each) => each.start < end);
  const start = at && at.end >= end ? at.start : Math.max(0, Math.min(end, source.length - 1));
  const error = new JsonataError(code, message ?? code, details);
  return place(error, start, Math.max(end, start, at?.start === end ? at.end : 0));
}

function isRegex(literal: string): boolean {
  try {
    const end = literal.lastIndexOf('/');
    new RegExp(literal.slice(1, end), `${literal.slice(end + 1)}g`);
    return true;
  } catch {
    return false;
  }
}

export type { Ast };
