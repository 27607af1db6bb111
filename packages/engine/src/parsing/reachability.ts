import type { Rule } from '../model/mapping.ts';
import type { Findings } from '../reading/source.ts';

/** Rules that no event reaches, because a rule above takes all that they could take (M304). */
export function checkReachability(rules: readonly Rule[], findings: Findings): void {
  rules.forEach((rule, index) => {
    const above = rules.slice(0, index).find((other) => covers(meaning(other), meaning(rule)));
    if (!above) return;
    findings.error('M304', `the rule ${rule.name} is never reached`, rule.place, {
      said: `the rule ${above.name} takes all of these`,
      also: [{ ...above.place, message: 'it stands above' }],
    });
  });
}

/** What `when` says, as far as it can be told from its text: the terms that must all hold. */
function meaning(rule: Rule): readonly string[] {
  const text = rule.when.source.text.trim();
  if (text === 'true') return [];
  // Only a plain conjunction is taken apart; anything else is one term.
  if (/\bor\b|[?(){}[\]]/.test(text)) return [normal(text)];
  return text.split(/\band\b/).map(normal);
}

const normal = (term: string) => term.replace(/\s+/g, ' ').replaceAll("'", '"').trim();

function covers(above: readonly string[], below: readonly string[]): boolean {
  return above.every((term) => below.includes(term));
}
