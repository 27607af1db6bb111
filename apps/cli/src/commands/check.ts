import { type Diagnostic, render, toJson } from '@crosswalk/diagnostics';
import { readCases } from '@crosswalk/engine/cases';
import { type LoadedMapping, loadMapping } from '@crosswalk/folder';
import { count, painter } from '../show/paint.ts';
import { print, type Terminal } from '../terminal.ts';
import type { Command } from '../usage/command.ts';

export const check: Command = {
  name: 'check',
  summary: 'find every mistake in mapping folders',
  operands: 'DIR...',
  takes: [1, Number.POSITIVE_INFINITY],
  options: { json: { summary: 'print the diagnostics as JSON on stdout' } },
  help: `
Reads a mapping as the server would, and its cases, and shows all mistakes at once: where they are, what is wrong, and what
was probably meant. Each has a code that docs/errors.md explains. Warnings don't fail the check.`,
  examples: [
    ['crosswalk check mappings/connect', 'one mapping'],
    ['crosswalk check mappings/*', 'all of them, in CI for instance'],
    [`crosswalk check --json mappings/connect | jq '.mappings[].diagnostics[].message'`, 'for another program'],
  ],
  async run({ operands, switches }, terminal) {
    const checked = operands.map(checkMapping);
    await (switches.has('json') ? printJson : printFrames)(checked, terminal);
    return checked.some(({ diagnostics }) => countOf('error', diagnostics) > 0) ? 1 : 0;
  },
};

interface Checked {
  readonly mapping: LoadedMapping;
  readonly diagnostics: readonly Diagnostic[];
  readonly cases: number;
}

function checkMapping(folder: string): Checked {
  const mapping = loadMapping(folder);
  const { files, diagnostics } = readCases(mapping.cases, mapping.destination);
  const cases = files.reduce((sum, file) => sum + file.cases.length, 0);
  return { mapping, diagnostics: [...mapping.diagnostics, ...diagnostics], cases };
}

const countOf = (severity: Diagnostic['severity'], diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;

async function printFrames(checked: readonly Checked[], { stdout, stderr, colour }: Terminal): Promise<void> {
  const paint = painter(colour.stdout);
  for (const { mapping, diagnostics, cases } of checked) {
    if (diagnostics.length > 0) {
      await print(stderr, `${render(diagnostics, { sources: mapping.sources, colour: colour.stderr })}\n\n`);
    }
    const { destination } = mapping;
    const errors = countOf('error', diagnostics);
    const found = [count(errors, 'error'), count(countOf('warning', diagnostics), 'warning')].join(', ');
    const holds = destination
      ? `: ${destination.name} ${destination.version}, ${count(destination.rules.length, 'rule')}, ${count(cases, 'case')}`
      : '';
    const mark = errors > 0 ? paint('red', '✗') : paint('green', '✓');
    await print(stdout, `${mark} ${mapping.folder.replace(/\/$/, '')}${holds}: ${found}\n`);
  }
}

async function printJson(checked: readonly Checked[], { stdout }: Terminal): Promise<void> {
  const mappings = checked.map(({ mapping, diagnostics, cases }) => ({
    folder: mapping.folder,
    ...(mapping.destination && { name: mapping.destination.name, version: mapping.destination.version, cases }),
    diagnostics: diagnostics.map((diagnostic) => toJson(diagnostic, mapping.sources)),
  }));
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const summary = { errors: countOf('error', all), warnings: countOf('warning', all) };
  await print(stdout, `${JSON.stringify({ mappings, ...summary }, null, 2)}\n`);
}
