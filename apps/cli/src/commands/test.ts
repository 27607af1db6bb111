import { type Diagnostic, hasErrors, positionAt, render, toJson } from '@crosswalk/diagnostics';
import { type CaseResult, type Coverage, coverage, readCases, runCases } from '@crosswalk/engine/cases';
import { type LoadedMapping, loadMapping } from '@crosswalk/folder';
import { roadTo } from '../road.ts';
import { coverageText } from '../show/coverage.ts';
import { failure } from '../show/failure.ts';
import { count, painter } from '../show/paint.ts';
import { print, type Terminal } from '../terminal.ts';
import type { Command } from '../usage/command.ts';

export const test: Command = {
  name: 'test',
  summary: 'run the cases that lie beside the rules',
  operands: 'DIR...',
  takes: [1, Number.POSITIVE_INFINITY],
  options: {
    only: { value: 'TEXT', summary: 'run only cases whose name or file holds this text, in any case' },
    json: { summary: 'print the results as JSON on stdout' },
  },
  help: `
Every rule NAME.yaml may have a NAME.cases.yaml beside it:

  now: 2026-01-02T03:04:05.678Z
  cases:
    - name: an iPhone without a token does not clear the stored ones
      event: { type: identify, userId: u1, context: { device: { type: ios } } }
      sends:
        - identify: { user_id: u1, attributes: {} }

A case says what its event \`sends\` (requests in order, whole), or the reason why it \`skips\`, or the codes by which it
\`rejects\`; \`warns\` lists the warnings beside requests. After the run, fields that no case reaches are listed.`,
  examples: [
    ['crosswalk test mappings/connect', 'all cases of one mapping'],
    ['crosswalk test mappings/connect --only timezone', 'those that speak of time zones'],
  ],
  async run({ operands, options, switches }, terminal) {
    const tested = operands.map((folder) => testMapping(folder, options.only));
    await (switches.has('json') ? printJson : printText)(tested, terminal);
    return tested.every((one) => one.well) ? 0 : 1;
  },
};

interface Tested {
  readonly mapping: LoadedMapping;
  readonly diagnostics: readonly Diagnostic[];
  readonly results: readonly CaseResult[];
  /** Absent when only some cases ran: it would say nothing about the mapping. */
  readonly coverage?: Coverage;
  readonly well: boolean;
}

function testMapping(folder: string, only: string | undefined): Tested {
  const mapping = loadMapping(folder);
  const { destination } = mapping;
  const read = readCases(mapping.cases, destination);
  const diagnostics = [...mapping.diagnostics, ...read.diagnostics];
  if (!destination) return { mapping, diagnostics, results: [], well: false };
  const chosen = read.files.map((file) => ({
    ...file,
    cases: file.cases.filter(({ name }) => matches(`${file.file} ${name}`, only)),
  }));
  const results = runCases(chosen, destination, roadTo(destination));
  return {
    mapping,
    diagnostics,
    results,
    well: !hasErrors(diagnostics) && results.length > 0 && results.every(({ passed }) => passed),
    ...(only === undefined && {
      coverage: coverage(
        destination,
        results.map(({ outcome }) => outcome),
      ),
    }),
  };
}

const matches = (text: string, only = '') => text.toLowerCase().includes(only.toLowerCase());

async function printText(tested: readonly Tested[], { stdout, stderr, colour }: Terminal): Promise<void> {
  const paint = painter(colour.stdout);
  for (const one of tested) {
    const { mapping, diagnostics, results } = one;
    if (diagnostics.length > 0) {
      await print(stderr, `${render(diagnostics, { sources: mapping.sources, colour: colour.stderr })}\n\n`);
    }
    for (const [file, some] of Map.groupBy(results, (result) => result.file)) {
      const failed = some.filter(({ passed }) => !passed);
      const mark = failed.length > 0 ? paint('red', '✗') : paint('green', '✓');
      const share =
        failed.length > 0 ? `${failed.length} of ${count(some.length, 'case')} failed` : count(some.length, 'case');
      await print(stdout, `${mark} ${file}  ${paint('dim', share)}\n`);
      for (const result of failed) await print(stdout, `\n${failure(result, mapping.sources, paint)}\n`);
    }
    if (one.coverage) await print(stdout, coverageText(one.coverage, paint));
    await print(stdout, `${summary(one, paint)}\n`);
  }
}

function summary({ mapping, results, well }: Tested, paint: ReturnType<typeof painter>): string {
  const folder = mapping.folder.replace(/\/$/, '');
  if (!mapping.destination) return paint('red', `✗ ${folder} has mistakes, so no case was run`);
  if (results.length === 0) return paint('red', `✗ ${folder}: there was no case to run`);
  const failed = results.filter(({ passed }) => !passed).length;
  if (failed > 0) return paint('red', `✗ ${folder}: ${failed} of ${count(results.length, 'case')} failed`);
  if (!well) return paint('red', `✗ ${folder}: ${count(results.length, 'case')} passed, others could not be read`);
  return paint('green', `✓ ${folder}: ${count(results.length, 'case')} passed`);
}

async function printJson(tested: readonly Tested[], { stdout }: Terminal): Promise<void> {
  const mappings = tested.map(({ mapping, diagnostics, results, coverage }) => ({
    folder: mapping.folder,
    diagnostics: diagnostics.map((diagnostic) => toJson(diagnostic, mapping.sources)),
    cases: results.map((result) => ({
      name: result.case.name,
      file: result.file,
      line: positionAt(mapping.sources[result.file]!, result.case.place.start).line,
      passed: result.passed,
      ...(!result.passed && { expected: result.case.expected, got: result.got, differences: result.differences }),
      ...(result.settings.length > 0 && { settings: result.settings }),
    })),
    ...(coverage && { coverage }),
  }));
  const all = tested.flatMap(({ results }) => results);
  const passed = all.filter((result) => result.passed).length;
  await print(stdout, `${JSON.stringify({ mappings, passed, failed: all.length - passed }, null, 2)}\n`);
}
