import { suggest } from '@crosswalk/diagnostics';
import type { Findings, Place } from '../reading/source.ts';

/** "no KIND is named NAME", with what was probably meant and what there is. */
export function unknownName(findings: Findings, code: string, kind: string, name: string, known: readonly string[], place: Place): void {
  const near = suggest(name, known);
  findings.error(code, `no ${kind} is named ${name}`, place, {
    ...(near ? { suggestion: near } : {}),
    notes: known.length > 0 ? [`${kind}s: ${known.join(', ')}`] : [],
  });
}
