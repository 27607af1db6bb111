import { type Diagnostic, hasErrors } from '@crosswalk/diagnostics';
import type { Destination, MapContext, Outcome } from '../contract.ts';
import type { Case, CaseFile, Expectation } from './case.ts';
import { type Difference, differences } from './difference.ts';

/** The road of an event, as the caller's apps go it (switches in `integrations`, then the mapping). */
export type Road = (event: unknown, context: MapContext) => Outcome;

export interface CaseResult {
  readonly file: string;
  readonly case: Case;
  readonly passed: boolean;
  readonly outcome: Outcome;
  /** The outcome in the words of a cases file, to hold against `case.expected`. */
  readonly got: Expectation;
  /** Paths begin with `sends`, `warns`, `skips` or `rejects`. */
  readonly differences: readonly Difference[];
  /** What is wrong with the settings of the case (R405); then it fails, whatever the outcome. */
  readonly settings: readonly Diagnostic[];
}

/** Runs cases in their order. Never throws on account of a case. */
export function runCases(files: readonly CaseFile[], destination: Destination, road: Road): CaseResult[] {
  return files.flatMap((file) => file.cases.map((given) => runCase(file, given, destination, road)));
}

function runCase(file: CaseFile, given: Case, destination: Destination, road: Road): CaseResult {
  const told = file.settings || given.settings ? { ...file.settings, ...given.settings } : undefined;
  const { settings, diagnostics } = destination.settings(told);
  const outcome = road(received(given), { settings, now: given.now });
  const got = inWords(outcome);
  const found = differences(given.expected, matched(given.expected, got));
  const wrong = told ? diagnostics : [];
  const passed = found.length === 0 && !hasErrors(wrong);
  return { file: file.file, case: given, passed, outcome, got, differences: found, settings: wrong };
}

/** An event that does not say when it was received was received at the told time. */
function received({ event, now }: Case): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event) || Object.hasOwn(event, 'receivedAt'))
    return event;
  return { ...event, receivedAt: new Date(now).toISOString() };
}

/** An outcome in the words of a cases file. */
export function inWords(outcome: Outcome): Expectation {
  switch (outcome.status) {
    case 'mapped':
      return {
        sends: outcome.requests.map(({ operation, body }) => ({ [operation]: body })),
        warns: outcome.warnings.map(codeAndField).sort(),
      };
    case 'skipped':
      return { skips: outcome.reason };
    case 'rejected':
      return { rejects: outcome.errors.map(codeAndField).sort() };
  }
}

const codeAndField = ({ code, field }: Diagnostic) => (field === undefined ? code : `${code} ${field}`);

/** Where the case gives a code alone, any field will do. */
function matched(expected: Expectation, got: Expectation): Expectation {
  return {
    ...got,
    ...(got.warns && { warns: withoutFields(expected.warns, got.warns) }),
    ...(got.rejects && { rejects: withoutFields(expected.rejects, got.rejects) }),
  };
}

function withoutFields(expected: readonly string[] = [], got: readonly string[]): string[] {
  const left = expected.filter((entry) => !got.includes(entry));
  return got
    .map((entry) => {
      const at = expected.includes(entry) ? -1 : left.indexOf(entry.split(' ')[0]!);
      return at === -1 ? entry : left.splice(at, 1)[0]!;
    })
    .sort();
}
