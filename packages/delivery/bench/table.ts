export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

export function show(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function row(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(40) : cell.padStart(12))).join(''));
}
