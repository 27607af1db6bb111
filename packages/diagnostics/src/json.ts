import type { Diagnostic } from './diagnostic.ts';
import { type Position, positionAt } from './position.ts';

/** A diagnostic for other programs: the same data, with line and column at every label whose file is known. */
export type JsonDiagnostic = Omit<Diagnostic, 'labels'> & {
  readonly labels?: readonly (NonNullable<Diagnostic['labels']>[number] & Partial<Position>)[];
};

export function toJson(diagnostic: Diagnostic, sources: Readonly<Record<string, string>> = {}): JsonDiagnostic {
  if (!diagnostic.labels) return diagnostic as JsonDiagnostic;
  const labels = diagnostic.labels.map((label) =>
    Object.hasOwn(sources, label.file) ? { ...label, ...positionAt(sources[label.file]!, label.start) } : label,
  );
  return { ...diagnostic, labels };
}
