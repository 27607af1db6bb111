import { codes, type Diagnostic, suggest } from '@crosswalk/diagnostics';
import type { Destination, Files } from '../contract.ts';
import { hasShape } from '../format/shape.ts';
import { readYaml, type YamlFile } from '../reading/document.ts';
import { Findings } from '../reading/source.ts';
import type { Case, CaseFile, Expectation } from './case.ts';

/** What a cases file may speak of. Without it operations and rules are not checked (the mapping could not be loaded). */
export type Known = Pick<Destination, 'operations' | 'rules'>;

export const caseFileEnding = '.cases.yaml';

/** What cases that tell no time are told, so that they give the same tomorrow. */
const defaultTime = Date.UTC(2026, 0, 1);

/**
 * Reads `NAME.cases.yaml` files, given by name. Whatever is wrong in them comes as diagnostics (M1xx, M301, M311), all at
 * once; a file with an error gives none of its cases.
 */
export function readCases(files: Files, known?: Known): { files: CaseFile[]; diagnostics: Diagnostic[] } {
  const findings = new Findings();
  const read = Object.keys(files)
    .sort()
    .flatMap((file) => readFile(file, files[file]!, known, findings) ?? []);
  return { files: read, diagnostics: findings.list };
}

interface CasesYaml extends CaseSettings {
  readonly cases: readonly CaseYaml[];
}

interface CaseYaml extends CaseSettings, Expectation {
  readonly name: string;
  readonly event: unknown;
}

interface CaseSettings {
  readonly settings?: Record<string, unknown>;
  readonly now?: string;
}

function readFile(file: string, text: string, known: Known | undefined, findings: Findings): CaseFile | undefined {
  const before = findings.list.length;
  checkHasRule(file, known, findings);
  const yaml = readYaml(file, text, findings);
  if (!yaml || !hasShape('cases', yaml, findings)) return undefined;
  const { settings, now, cases } = yaml.value as CasesYaml;
  const toldTime = timeOf(now, yaml, ['now'], findings) ?? defaultTime;
  checkNames(cases, yaml, findings);
  const read = cases.map((given, index) => readCase(given, index, toldTime, yaml, known, findings));
  if (findings.list.slice(before).some(({ severity }) => severity === 'error')) return undefined;
  return { file, cases: read, ...(settings && { settings, settingsPlace: yaml.keyPlace(['settings']) }) };
}

function readCase(
  given: CaseYaml,
  index: number,
  toldTime: number,
  yaml: YamlFile,
  known: Known | undefined,
  findings: Findings,
): Case {
  const path = ['cases', index];
  const { name, event, settings, sends, skips, rejects, warns } = given;
  const now = timeOf(given.now, yaml, [...path, 'now'], findings) ?? toldTime;
  if (known) checkOperations(sends, known, yaml, path, findings);
  if (warns && !sends) {
    findings.error(
      'M311',
      'warnings go with requests, so `warns` stands beside `sends` only',
      yaml.keyPlace([...path, 'warns']),
    );
  }
  for (const [key, list] of Object.entries({ warns, rejects })) {
    list?.forEach((entry, at) => {
      checkCode(entry, yaml, [...path, key, at], findings);
    });
  }
  const expected = sends
    ? { sends, warns: [...(warns ?? [])].sort() }
    : skips !== undefined
      ? { skips }
      : { rejects: [...(rejects ?? [])].sort() };
  return { name, event, now, expected, place: yaml.place([...path, 'name']), ...(settings && { settings }) };
}

function checkHasRule(file: string, known: Known | undefined, findings: Findings): void {
  if (!known) return;
  const name = file.slice(file.lastIndexOf('/') + 1, -caseFileEnding.length);
  const names = known.rules.map((rule) => rule.name);
  if (names.includes(name) || name === 'destination') return;
  const near = suggest(name, names);
  findings.warning(
    'M108',
    `no rule is named ${name}, so nobody will look for cases here`,
    { file, start: 0, end: 1 },
    {
      ...(near && { suggestion: `${near}${caseFileEnding}` }),
      notes: [`rules of this mapping: ${names.join(', ')}`],
    },
  );
}

function checkNames(cases: readonly CaseYaml[], yaml: YamlFile, findings: Findings): void {
  const first = new Map<string, number>();
  cases.forEach(({ name }, index) => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    else
      findings.error('M311', 'two cases of this file have the same name', yaml.place(['cases', index, 'name']), {
        also: [{ ...yaml.place(['cases', earlier, 'name']), message: 'the first one' }],
      });
  });
}

function checkOperations(
  sends: Expectation['sends'],
  known: Known,
  yaml: YamlFile,
  path: readonly (string | number)[],
  findings: Findings,
): void {
  const operations = Object.keys(known.operations);
  sends?.forEach((request, at) => {
    const name = Object.keys(request)[0]!;
    if (Object.hasOwn(known.operations, name)) return;
    const near = suggest(name, operations);
    findings.error('M301', `no operation is named ${name}`, yaml.keyPlace([...path, 'sends', at, name]), {
      ...(near && { suggestion: near }),
      notes: [`operations of this destination: ${operations.join(', ')}`],
    });
  });
}

function checkCode(entry: string, yaml: YamlFile, path: readonly (string | number)[], findings: Findings): void {
  const [code, ...rest] = entry.split(' ');
  if (rest.length < 2 && Object.hasOwn(codes, code!)) return;
  const mappingCodes = Object.keys(codes).filter((name) => name.startsWith('R'));
  const near = suggest(code!, mappingCodes);
  findings.error('M311', 'a code is wanted here, and behind it the field: R407 timezone', yaml.place(path), {
    ...(near && { suggestion: [near, ...rest].join(' ') }),
    notes: [`codes: ${mappingCodes.join(', ')}`],
  });
}

/** Milliseconds of an ISO 8601 time with its zone; nothing when none is given. */
function timeOf(now: string | undefined, yaml: YamlFile, path: readonly (string | number)[], findings: Findings) {
  if (now === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(now) ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(time)) {
    findings.error('M311', 'a time with its zone is wanted here, such as 2026-01-02T03:04:05.678Z', yaml.place(path));
  }
  return time;
}
