import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

export function show(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** Tables that are printed as they come, and kept for the page. */
export class Report {
  private readonly lines: string[] = [];

  table(title: string, head: readonly string[]): void {
    console.log(`\n${title}`);
    this.lines.push('', `## ${title}`, '', `| ${head.join(' | ')} |`, `| --- |${' ---: |'.repeat(head.length - 1)}`);
    print(head);
  }

  row(cells: readonly string[]): void {
    this.lines.push(`| ${cells.join(' | ')} |`);
    print(cells);
  }

  /** Puts the tables into the page, between the two marks; what stands around them is written by people. */
  write(page: URL, how: string): void {
    const text = readFileSync(page, 'utf8');
    const [before, after] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
    const machine = `${cpus().length} cores, ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`;
    const date = new Date().toISOString().slice(0, 10);
    const facts = `Measured on ${date}: ${machine}, ${process.platform}, Node ${process.versions.node}, ${how}.`;
    writeFileSync(page, `${text.slice(0, before)}\n\n${[facts, ...this.lines].join('\n')}\n\n${text.slice(after)}`);
  }
}

const begin = '<!-- figures -->';
const end = '<!-- end of figures -->';

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(44) : cell.padStart(17))).join(''));
}
