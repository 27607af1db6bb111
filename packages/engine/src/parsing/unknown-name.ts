import { suggest } from '@crosswalk/diagnostics';
import type { Findings, Place } from '../reading/source.ts';

/** "no KIND is named NAME", with what was probably meant and what there is: `KINDs: a, b`, or `kinds` where that reads ill. */
export function unknownName(
  findings: Findings,
  code: string,
  kind: string,
  name: string,
  known: readonly string[],
  place: Place,
  kinds = `${kind}s`,
): void {
  const near = suggest(name, known);
  findings.error(code, `no ${kind} is named ${name}`, place, {
    ...(near ? { suggestion: near } : {}),
    notes: known.length > 0 ? [`${kinds}: ${known.join(', ')}`] : [],
  });
}
