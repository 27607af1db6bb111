import type { Destination, Outcome } from '../contract.ts';

/** Which rules and fields of a mapping some event reached. */
export interface Coverage {
  readonly rules: readonly RuleCoverage[];
  readonly fields: { readonly reached: number; readonly total: number };
}

export interface RuleCoverage {
  readonly rule: string;
  readonly file: string;
  /** Events that the rule took, whatever became of them. */
  readonly events: number;
  /** Fields, as dotted paths, that no event brought into a request. */
  readonly unreached: readonly string[];
}

/** What the outcomes of many events, of cases for example, tell of a mapping. */
export function coverage({ rules }: Pick<Destination, 'rules'>, outcomes: readonly Outcome[]): Coverage {
  const covered = rules.map(({ name, file, fields }): RuleCoverage => {
    const own = outcomes.filter((outcome) => outcome.rule === name);
    const bodies = own
      .flatMap((outcome) => (outcome.status === 'mapped' ? outcome.requests : []))
      .map(({ body }) => body);
    const unreached = fields.filter((field) => !bodies.some((body) => holds(body, field.split('.'))));
    return { rule: name, file, events: own.length, unreached };
  });
  const total = rules.reduce((sum, { fields }) => sum + fields.length, 0);
  const missed = covered.reduce((sum, { unreached }) => sum + unreached.length, 0);
  return { rules: covered, fields: { reached: total - missed, total } };
}

/** True when something stands at a dotted path. A name may hold dots itself, so every way to join the parts is tried. */
function holds(value: unknown, parts: readonly string[]): boolean {
  if (parts.length === 0) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  return parts.some((_, at) => {
    const name = parts.slice(0, at + 1).join('.');
    return Object.hasOwn(value, name) && holds((value as Record<string, unknown>)[name], parts.slice(at + 1));
  });
}
