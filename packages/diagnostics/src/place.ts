import type { Label } from './diagnostic.ts';
import { type Position, positionAt } from './position.ts';

/** A label in its line of source. */
export interface Place extends Position {
  /** The whole line, without its line break. */
  readonly text: string;
  /** How much of the line the label covers, in UTF-16 code units; 0 at the end of a line. */
  readonly length: number;
}

/** Where a label is, or nothing when the text of its file is not known. What ends on a later line is cut at its first. */
export function placeOf(label: Label, sources: Readonly<Record<string, string>>): Place | undefined {
  if (!Object.hasOwn(sources, label.file)) return undefined;
  const source = sources[label.file]!;
  const start = Math.min(Math.max(0, label.start), source.length);
  const { line, column } = positionAt(source, start);
  const lineStart = start - (column - 1);
  const lineBreak = source.indexOf('\n', lineStart);
  const text = source.slice(lineStart, lineBreak === -1 ? source.length : lineBreak).replace(/\r$/, '');
  const length = Math.min(label.end - start, text.length - (column - 1));
  return { line, column, text, length: Math.max(0, length) };
}
