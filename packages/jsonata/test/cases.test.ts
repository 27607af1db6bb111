import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compile, JsonataError } from '../src/index.ts';

/** One expression: what it gives for an input, or how it fails and what the carets stand under. */
interface Case {
  readonly title?: string;
  readonly expression: string;
  readonly input?: unknown;
  readonly bindings?: Record<string, unknown>;
  readonly functions?: keyof typeof functions;
  readonly result?: unknown;
  readonly json?: string;
  readonly missing?: true;
  readonly error?: string;
  readonly message?: string;
  readonly at?: string;
  readonly line?: number;
  readonly column?: number;
}

const functions = { twice: { twice: (value: number) => value * 2 } };
const folder = new URL('cases/', import.meta.url);
const now = '2026-01-02T03:04:05.678Z';

for (const file of readdirSync(folder)) {
  const { cases, input } = parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: Case[]; input?: unknown };
  describe(file, () => {
    for (const each of cases) {
      const title = each.title ? `${each.title}: ${each.expression}` : each.expression || 'an empty text';
      test(title, () => check({ ...each, input: 'input' in each ? each.input : input }));
    }
  });
}

function check(each: Case): void {
  const before = JSON.stringify(each.input);
  const evaluate = (): unknown => {
    const options = each.functions ? { functions: functions[each.functions] } : {};
    return compile(each.expression, options).evaluate(each.input, each.bindings, { now });
  };
  if (each.error !== undefined) checkError(each, thrown(evaluate));
  else if (each.missing) expect(evaluate()).toBeUndefined();
  else if (each.json !== undefined) expect(JSON.stringify(evaluate())).toBe(each.json);
  else expect(evaluate()).toStrictEqual(each.result);
  expect(JSON.stringify(each.input)).toBe(before);
}

function thrown(evaluate: () => unknown): JsonataError {
  try {
    evaluate();
  } catch (error) {
    expect(error).toBeInstanceOf(JsonataError);
    return error as JsonataError;
  }
  throw new Error('it gave a value');
}

function checkError(each: Case, error: JsonataError): void {
  expect(error.code).toBe(each.error);
  if (each.at !== undefined) expect(each.expression.slice(error.start, error.end)).toBe(each.at);
  if (each.message !== undefined) expect(error.message).toBe(each.message);
  if (each.line !== undefined) expect([error.line, error.column]).toStrictEqual([each.line, each.column]);
  // The place is within the text, and line and column say the same as the offset.
  expect(error.start).toBeLessThanOrEqual(each.expression.length);
  const before = each.expression.slice(0, error.start).split('\n');
  expect([error.line, error.column]).toStrictEqual([before.length, before.at(-1)!.length + 1]);
}
