/** One table of the report, and what a reader must know to read it. */
export interface Section {
  readonly title: string;
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said below the table. */
  readonly notes?: readonly string[];
}

export const perSecond = (nanoseconds: number) => Math.round(1e9 / nanoseconds).toLocaleString('en');
/** Two digits below ten, none above. */
export const times = (ratio: number) => (ratio < 10 ? ratio.toFixed(2) : Math.round(ratio).toLocaleString('en'));
export const milliseconds = (value: number) => `${value.toFixed(1)} ms`;

/** A section as text in columns, for a terminal. */
export function asText({ title, about, head, rows, notes = [] }: Section): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + 3))).join('');
  return [title, '', about, '', line(head), ...rows.map(line), ...notes.map((note) => `! ${note}`), ''].join('\n');
}

/** A section as Markdown. */
export function asMarkdown({ title, about, head, rows, notes = [] }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, column) => (column === 0 ? '---' : '---:')));
  return [
    `## ${title}`,
    '',
    about,
    '',
    line(head),
    rule,
    ...rows.map(line),
    '',
    ...notes.flatMap((note) => [note, '']),
  ].join('\n');
}
