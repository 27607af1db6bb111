import { fileURLToPath } from 'node:url';
import { render } from '@crosswalk/diagnostics';
import type { Destination, MapContext, Outcome } from '@crosswalk/engine';
import { coverage, readCases, runCases } from '@crosswalk/engine/cases';
import { loadMapping } from '@crosswalk/folder';
import { type Call, route } from '@crosswalk/segment';
import { describe, expect, test } from 'vitest';

const { destination, diagnostics, sources, cases } = loadMapping(fileURLToPath(new URL('..', import.meta.url)));

test('the mapping is read without a complaint', () => {
  expect(render(diagnostics, { sources })).toBe('');
});

const read = readCases(cases, destination);

test('so are its cases', () => {
  expect(render(read.diagnostics, { sources })).toBe('');
});

const results = destination ? runCases(read.files, destination, roadTo(destination)) : [];

/** The road of a call, as every app goes it. */
function roadTo(destination: Destination): (event: unknown, context: MapContext) => Outcome {
  return (event, context) => route<MapContext, Outcome>(event as Call, destination, context);
}

for (const { file } of read.files) {
  describe(file.slice(file.lastIndexOf('/') + 1), () => {
    const own = results.filter((result) => result.file === file);
    test.each(own.map((result) => [result.case.name, result] as const))('%s', (_, result) => {
      expect(render(result.settings, { sources })).toBe('');
      expect(result.got).toEqual(result.case.expected);
      expect(result.passed).toBe(true);
    });
  });
}

test('every field of every rule is reached by a case', () => {
  const { rules } = coverage(
    destination!,
    results.map(({ outcome }) => outcome),
  );
  expect(rules.filter(({ events, unreached }) => events === 0 || unreached.length > 0)).toEqual([]);
});
