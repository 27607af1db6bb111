import { type Diagnostic, positionAt } from '@crosswalk/diagnostics';
import type { CaseResult, Difference, Expectation } from '@crosswalk/engine/cases';
import { type Paint, show } from './paint.ts';

/**
 * A failed case as it is shown: its name and place, then what was expected against what came. Requests are told field by
 * field; when something else became of the event altogether, the two are told whole.
 */
export function failure(result: CaseResult, sources: Readonly<Record<string, string>>, paint: Paint): string {
  const { line } = positionAt(sources[result.file] ?? '', result.case.place.start);
  const title = `  ${paint('red', '✗')} ${paint('bold', result.case.name)}  ${paint('dim', `${result.file}:${line}`)}`;
  return [title, ...details(result, paint)].join('\n');
}

function details(result: CaseResult, paint: Paint): string[] {
  if (result.settings.length > 0)
    return ['    its settings do not fit', ...result.settings.map((fault) => `      ${sentence(fault)}`)];
  const expected = result.case.expected;
  if (kind(expected) !== kind(result.got) || expected.sends?.length !== result.got.sends?.length) {
    return [...pair('    ', whole(expected), whole(result.got), paint), ...reasons(result)];
  }
  const groups = Map.groupBy(result.differences, heading(expected));
  return [...groups]
    .flatMap(([head, some]) => [`    ${head}`, ...some.flatMap((one) => place(one, paint))])
    .concat(reasons(result));
}

const kind = (expectation: Expectation) => (expectation.sends ? 'sends' : expectation.rejects ? 'rejects' : 'skips');

/** Everything in one line: `sends identify {...} and track {...}`. */
function whole(expectation: Expectation): string {
  const { sends, rejects, skips } = expectation;
  if (rejects) return `rejects ${rejects.join(', ')}`;
  if (!sends) return `skips: ${skips}`;
  const requests = sends.map((request) => Object.entries(request).map(([name, body]) => `${name} ${show(body)}`)[0]);
  return `sends ${requests.length === 0 ? 'nothing' : requests.join(' and ')}`;
}

/** What a difference belongs to: `request 2 of 3, track`, `warnings`. */
function heading(expected: Expectation): (difference: Difference) => string {
  return ({ path: [part, index] }) => {
    if (part !== 'sends') return part === 'warns' ? 'warnings' : String(part);
    const request = expected.sends?.[index as number] ?? {};
    const number = expected.sends!.length > 1 ? `request ${(index as number) + 1} of ${expected.sends!.length}, ` : '';
    return `${number}${Object.keys(request)[0] ?? ''}`;
  };
}

function place({ path, expected, got }: Difference, paint: Paint): string[] {
  const inner = path[0] === 'sends' ? path.slice(3) : [];
  const lines = pair('        ', show(expected), show(got), paint);
  return inner.length === 0 ? lines : [`      ${paint('bold', dotted(inner))}`, ...lines];
}

function pair(indent: string, expected: string, got: string, paint: Paint): string[] {
  return [`${indent}expected  ${paint('green', expected)}`, `${indent}got       ${paint('red', got)}`];
}

function dotted(path: Difference['path']): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

/** Why the event was rejected, or what was left out of the requests, in words. */
function reasons({ outcome }: CaseResult): string[] {
  const told = outcome.status === 'rejected' ? outcome.errors : outcome.status === 'mapped' ? outcome.warnings : [];
  return told.map((diagnostic) => `    because ${sentence(diagnostic)}`);
}

function sentence({ code, field, message }: Diagnostic): string {
  return `${code}${field === undefined ? '' : ` ${field}`}: ${message}`;
}
