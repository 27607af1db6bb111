import type { Repository } from './repository.ts';

/** Something that must hold everywhere in the repository. */
export interface Check {
  /** What it holds, as a sentence; the name of its test. */
  readonly holds: string;
  find(repository: Repository): Iterable<Finding>;
}

/** A place where it does not hold. */
export interface Finding {
  readonly file: string;
  /** From 1; absent when the whole file is meant. */
  readonly line?: number | undefined;
  /** What is wrong there, and the way out, in one or two sentences. */
  readonly says: string;
}

export function finding(file: string, says: string, line?: number): Finding {
  return { file, says, line };
}

/** Findings as lines for a person; an empty text when everything holds. */
export function report(findings: Iterable<Finding>): string {
  return Array.from(findings, ({ file, line, says }) => `${file}${line ? `:${line}` : ''}: ${says}`).join('\n');
}
