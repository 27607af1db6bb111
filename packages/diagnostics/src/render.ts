import type { Diagnostic, Label, Severity } from './diagnostic.ts';
import { positionAt } from './position.ts';

export interface RenderOptions {
  /** The texts that labels point into, by file name; a label into an unknown file is shown without its line. */
  readonly sources?: Readonly<Record<string, string>>;
  /** ANSI colours; callers pass whether they write to a terminal. */
  readonly colour?: boolean;
}

/** Diagnostics as code frames, one blank line between two; ends without a line break. */
export function render(diagnostics: Diagnostic | readonly Diagnostic[], options: RenderOptions = {}): string {
  const list = Array.isArray(diagnostics) ? (diagnostics as readonly Diagnostic[]) : [diagnostics as Diagnostic];
  const paint = options.colour ? painter : plain;
  return list.map((diagnostic) => renderOne(diagnostic, options.sources ?? {}, paint)).join('\n\n');
}

type Paint = Record<Severity | 'frame' | 'bold', (text: string) => string>;
const ansi = (code: string) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const painter: Paint = {
  error: ansi('1;31'),
  warning: ansi('1;33'),
  info: ansi('1;36'),
  frame: ansi('34'),
  bold: ansi('1'),
};
const same = (text: string) => text;
const plain: Paint = { error: same, warning: same, info: same, frame: same, bold: same };

function renderOne(diagnostic: Diagnostic, sources: Readonly<Record<string, string>>, paint: Paint): string {
  const { severity, code } = diagnostic;
  const field = diagnostic.field === undefined ? '' : `${diagnostic.field}: `;
  const lines = [`${paint[severity](`${severity}[${code}]`)}${paint.bold(`: ${field}${diagnostic.message}`)}`];
  const labels = diagnostic.labels ?? [];
  const gutter = Math.max(1, ...labels.map((label) => String(placeOf(label, sources)?.line ?? 0).length));
  const bar = ` ${' '.repeat(gutter)} ${paint.frame('│')}`;
  labels.forEach((label, index) => {
    const said =
      label.message ?? (index === 0 && diagnostic.suggestion ? `did you mean ${diagnostic.suggestion}?` : undefined);
    lines.push(...frame(label, said, sources, gutter, bar, index === 0, severity, paint));
  });
  if (labels.length > 0) lines.push(bar);
  const indent = labels.length > 0 ? ` ${' '.repeat(gutter)} ` : '  ';
  const notes = [...(diagnostic.notes ?? [])];
  const suggestionShown = labels.length > 0 && labels[0]!.message === undefined;
  if (diagnostic.suggestion && !suggestionShown) notes.unshift(`did you mean ${diagnostic.suggestion}?`);
  for (const note of notes) lines.push(`${indent}${paint.frame('=')} ${note.replaceAll('\n', `\n${indent}  `)}`);
  if (notes.length === 0 && labels.length > 0) lines.pop();
  return lines.join('\n');
}

interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

function placeOf(label: Label, sources: Readonly<Record<string, string>>): Place | undefined {
  const source = Object.hasOwn(sources, label.file) ? sources[label.file] : undefined;
  if (source === undefined) return undefined;
  const start = Math.min(label.start, source.length);
  const { line, column } = positionAt(source, start);
  const lineStart = start - (column - 1);
  const lineEnd = source.indexOf('\n', lineStart);
  const text = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd);
  return { line, column, text: text.replace(/\r$/, '') };
}

function frame(
  label: Label,
  said: string | undefined,
  sources: Readonly<Record<string, string>>,
  gutter: number,
  bar: string,
  first: boolean,
  severity: Severity,
  paint: Paint,
): string[] {
  const place = placeOf(label, sources);
  const head = ` ${' '.repeat(gutter)} ${paint.frame(first ? '┌─' : '├─')} `;
  if (!place) return [`${head}${label.file}${said ? `: ${said}` : ''}`];
  const width = Math.max(1, Math.min(label.end - label.start, place.text.length - place.column + 1));
  const marks = `${' '.repeat(columns(place.text.slice(0, place.column - 1)))}${paint[severity](
    `${(first ? '^' : '-').repeat(columns(place.text.slice(place.column - 1, place.column - 1 + width)) || 1)}${said ? ` ${said}` : ''}`,
  )}`;
  return [
    `${head}${label.file}:${place.line}:${place.column}`,
    bar,
    ` ${paint.frame(String(place.line).padStart(gutter))} ${paint.frame('│')} ${untab(place.text)}`,
    `${bar} ${marks}`,
  ];
}

const untab = (text: string) => text.replaceAll('\t', '  ');

/** How many columns a terminal gives to a text: a tab is shown as two, a wide character (CJK, emoji) takes two. */
function columns(text: string): number {
  let width = 0;
  for (const character of untab(text)) width += wide.test(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1;
  return width;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
