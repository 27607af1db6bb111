import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parse } from 'yaml';
import type { MappingFigures } from '../sections/mapping.ts';
import { chart } from './chart.ts';
import { asMarkdown, type Section } from './section.ts';

const root = new URL('../../../../', import.meta.url);

/** What stands in the tables besides ourselves. */
const measured = [
  '@rudderstack/json-template-engine',
  '@rudderstack/workflow-engine',
  '@segment/actions-core',
  'jsonata',
];

/** Writes docs/benchmarks.md and its chart. */
export function writePage(sections: readonly Section[], { identify, track }: MappingFigures, rounds: number): void {
  writeFileSync(new URL('docs/benchmarks.svg', root), `${chart(identify, track)}\n`);
  const page = `# Benchmarks

How fast events are mapped, beside hand-written code and the tools that others use; how fast calls are taken in and delivered is on
[a page of its own](benchmarks-delivery.md). Written by \`npm run bench -- --write\` on
${new Date().toISOString().slice(0, 10)}; only ratios carry over from one machine to another.

![Time to map one event, as a multiple of hand-written code](benchmarks.svg)

- **Machine:** ${cpus().length} cores, ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}.
- **Versions:** Node ${process.versions.node}, ${versions()}.
- **Method:** all contenders in one process take turns of about 8 ms, ${rounds} rounds behind twelve that warm up; a figure is the
  median of its rounds, a multiple the median of the multiples within each round. Before anything is measured, every output is
  checked to be equal to the hand-written one, and no event to have been changed.
- The code of all contenders is in [packages/engine/bench](../packages/engine/bench).

${sections.map(asMarkdown).join('\n')}`;
  writeFileSync(new URL('docs/benchmarks.md', root), `${page.trimEnd()}\n`);
}

function versions(): string {
  const { catalog } = parse(readFileSync(new URL('pnpm-workspace.yaml', root), 'utf8')) as {
    catalog: Readonly<Record<string, string>>;
  };
  return measured.map((name) => `${name} ${catalog[name]}`).join(', ');
}
