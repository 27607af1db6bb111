/** Cells of several lines beside each other, with a heading and rules between the rows; ends without a line break. */
export function table(heading: readonly string[], rows: readonly (readonly (readonly string[])[])[]): string {
  const all = [heading.map((text) => [text]), ...rows];
  const widths = heading.map((_, column) => Math.max(...all.flatMap((row) => row[column]!.map((line) => line.length))));
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─');
  return all.map((row) => lines(row, widths)).join(`\n${rule}\n`);
}

function lines(row: readonly (readonly string[])[], widths: readonly number[]): string {
  const height = Math.max(...row.map((cell) => cell.length));
  const line = (at: number) =>
    row
      .map((cell, column) => (cell[at] ?? '').padEnd(widths[column]!))
      .join(' │ ')
      .trimEnd();
  return Array.from({ length: height }, (_, at) => line(at)).join('\n');
}

/** An object's values, one a line, by their paths: `properties.plan  Startup`. */
export function leaves(value: object, indent = '  '): string[] {
  const found = pathsOf(value, '');
  const width = Math.max(0, ...found.map(([path]) => path.length));
  return found.map(([path, text]) => `${indent}${path.padEnd(width)}  ${text}`);
}

function pathsOf(value: unknown, path: string): [string, string][] {
  const isNested =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (!isNested) return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`));
}
