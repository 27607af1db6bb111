/**
 * Runs the hard patterns, each under a million steps, and prints a line of JSON for each. A program of its own, run by
 * node as it stands: so neither the test runner nor its translation of imports is measured along.
 */
import { budgetOf } from '../../src/budget.ts';
import { JsonataError } from '../../src/error.ts';
import { compileRegex, type Regex } from '../../src/regex/index.ts';
import { hardPatterns } from './hard-patterns.ts';

export interface Measured {
  readonly pattern: string;
  readonly result: string;
  readonly milliseconds: number;
  /** By how much the most memory that the process ever had has grown. */
  readonly megabytes: number;
}

function measured(regex: Regex, text: string): Omit<Measured, 'pattern'> {
  const [memory, start] = [process.resourceUsage().maxRSS, process.cpuUsage()];
  const result = resultOf(regex, text);
  const { user, system } = process.cpuUsage(start);
  const megabytes = (process.resourceUsage().maxRSS - memory) / 1024;
  return { result, milliseconds: (user + system) / 1000, megabytes };
}

function resultOf(regex: Regex, text: string): string {
  try {
    return regex.exec(text, 0, budgetOf({ steps: 1_000_000 })) ? 'match' : 'no match';
  } catch (error) {
    if (error instanceof JsonataError) return error.code;
    throw error;
  }
}

// The first searches of a process are slow until the engine has translated the matcher.
resultOf(compileRegex('(a+)+$'), `${'a'.repeat(5_000)}b`);
for (const [pattern, text] of hardPatterns) {
  console.log(JSON.stringify({ pattern, ...measured(compileRegex(pattern), text) } satisfies Measured));
}
