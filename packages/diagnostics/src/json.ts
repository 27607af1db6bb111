import type { Diagnostic, Label } from './diagnostic.ts';
import { type Position, positionAt } from './position.ts';

/** A diagnostic for other programs: the same data, with line and column at every label whose file is known. */
export type JsonDiagnostic = Omit<Diagnostic, 'labels'> & {
  readonly labels?: readonly (Label & Partial<Position>)[];
};

/** Adds to each label the line and column of its start, both from 1; `sources` are the texts by file name. */
export function toJson(diagnostic: Diagnostic, sources: Readonly<Record<string, string>> = {}): JsonDiagnostic {
  const { labels, ...rest } = diagnostic;
  if (!labels) return rest;
  const placed = labels.map((label) =>
    Object.hasOwn(sources, label.file) ? { ...label, ...positionAt(sources[label.file]!, label.start) } : label,
  );
  return { ...rest, labels: placed };
}
