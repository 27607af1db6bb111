import { words as records } from '../words/index.ts';
import type { Word } from '../words/word.ts';

/** The words as functions by name, as generated code calls them. */
export const words: Readonly<Record<string, Word['run']>> = Object.fromEntries(
  records.map((word) => [word.name, word.run]),
);
