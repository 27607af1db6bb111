import type { Coverage } from '@crosswalk/engine/cases';
import type { Paint } from './paint.ts';

/** What no case reaches, rule by rule; a line that says so when there is nothing. Ends with a line break. */
export function coverageText({ rules, fields }: Coverage, paint: Paint): string {
  const gaps = rules.flatMap(({ rule, events, unreached }) => {
    if (events === 0) return [`  ${paint('yellow', '·')} ${rule}: no case reaches this rule`];
    return unreached.length === 0 ? [] : [`  ${paint('yellow', '·')} ${rule}: no case reaches ${unreached.join(', ')}`];
  });
  const share = `${fields.reached} of ${fields.total} fields are reached by cases`;
  return [paint(gaps.length > 0 ? 'yellow' : 'dim', share), ...gaps, ''].join('\n');
}
