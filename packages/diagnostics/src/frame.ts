import type { Label, Severity } from './diagnostic.ts';
import type { Paint } from './paint.ts';
import type { Place } from './place.ts';
import { columns, excerpt, visible } from './text.ts';

export interface Framed {
  readonly label: Label;
  /** Absent when the text of the file is not known. */
  readonly place: Place | undefined;
  /** Columns for line numbers, the same for all labels of a diagnostic. */
  readonly gutter: number;
  /** The first label is marked by carets in the colour of the severity, others by dashes. */
  readonly first: boolean;
  readonly severity: Severity;
  readonly paint: Paint;
}

/** One label as lines: where it is, the source line, and marks under the very characters with what is said about them. */
export function frame({ label, place, gutter, first, severity, paint }: Framed): string[] {
  const margin = ' '.repeat(gutter + 2);
  const corner = `${margin}${paint.frame(first ? '┌─' : '├─')} ${visible(label.file)}`;
  const said = label.message === undefined ? '' : ` ${visible(label.message)}`;
  if (!place) return [said ? `${corner}:${said}` : corner];
  const { before, marked, after } = excerpt(place.text, place.column - 1, place.length);
  const marks = (first ? '^' : '-').repeat(Math.max(1, columns(marked)));
  const bar = `${margin}${paint.frame('│')}`;
  return [
    `${corner}:${place.line}:${place.column}`,
    bar,
    ` ${paint.frame(String(place.line).padStart(gutter))} ${paint.frame('│')} ${before}${marked}${after}`.trimEnd(),
    `${bar} ${' '.repeat(columns(before))}${paint[severity](`${marks}${said}`)}`,
  ];
}
