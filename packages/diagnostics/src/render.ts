import type { Diagnostic, Label } from './diagnostic.ts';
import { frame } from './frame.ts';
import { coloured, type Paint, plain } from './paint.ts';
import { type Place, placeOf } from './place.ts';
import { visible } from './text.ts';

export interface RenderOptions {
  /** The texts that labels point into, by file name; a label into an unknown file is shown without its line. */
  readonly sources?: Readonly<Record<string, string>>;
  /** ANSI colours; callers pass whether they write to a terminal. */
  readonly colour?: boolean;
}

/**
 * Diagnostics as code frames, one blank line between two; ends without a line break. Control characters in names and
 * source lines are made visible, so that a hostile file cannot steer the reader's terminal.
 */
export function render(diagnostics: Diagnostic | readonly Diagnostic[], options: RenderOptions = {}): string {
  const { sources = {}, colour = false } = options;
  const list: readonly Diagnostic[] = 'code' in diagnostics ? [diagnostics] : diagnostics;
  return list.map((diagnostic) => renderOne(diagnostic, sources, colour ? coloured : plain)).join('\n\n');
}

function renderOne(diagnostic: Diagnostic, sources: Readonly<Record<string, string>>, paint: Paint): string {
  const { labels, notes } = whereHintsGo(diagnostic);
  const places = labels.map((label) => placeOf(label, sources));
  const gutter = Math.max(1, ...places.map((place) => String(place?.line ?? 0).length));
  const margin = ' '.repeat(gutter + 2);
  const lines = [headline(diagnostic, paint)];
  labels.forEach((label, index) => {
    const place: Place | undefined = places[index];
    lines.push(...frame({ label, place, gutter, first: index === 0, severity: diagnostic.severity, paint }));
  });
  if (labels.length > 0 && notes.length > 0) lines.push(`${margin}${paint.frame('│')}`);
  for (const note of notes) {
    const text = note.split('\n').map(visible).join(`\n${margin}  `);
    lines.push(`${margin}${paint.frame('=')} ${text}`);
  }
  return lines.join('\n');
}

function headline({ severity, code, field, message }: Diagnostic, paint: Paint): string {
  const subject = field === undefined ? '' : `${visible(field)}: `;
  return `${paint[severity](`${severity}[${code}]`)}${paint.bold(`: ${subject}${visible(message)}`)}`;
}

/** The suggestion stands behind the first carets where nothing else does, otherwise it is the first note. */
function whereHintsGo(diagnostic: Diagnostic): { labels: readonly Label[]; notes: readonly string[] } {
  const { labels = [], notes = [], suggestion } = diagnostic;
  if (suggestion === undefined) return { labels, notes };
  const hint = `did you mean ${suggestion}?`;
  const [first, ...rest] = labels;
  if (first === undefined || first.message !== undefined) return { labels, notes: [hint, ...notes] };
  return { labels: [{ ...first, message: hint }, ...rest], notes };
}
