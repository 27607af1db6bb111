import { kindOf } from './kinds.ts';
import type { Run } from './run.ts';

/** The value of a field does not fit its schema: it is left out with a warning, or rejects the event when it is required. */
export function misfit(run: Run, wanted: string, value: unknown, required: boolean): undefined {
  run.note('R402', `${wanted} is wanted, ${kindOf(value)} was found`, required ? 'error' : 'warning');
  return undefined;
}

/** A check of the rule does not accept the value. */
export function refused(run: Run, check: string, value: unknown, reject: boolean): undefined {
  run.note('R407', `${kindOf(value)} is not accepted by the check ${check}`, reject ? 'error' : 'warning');
  return undefined;
}

/** A required field is absent: that rejects the event, and so does what made it absent. */
export function missing(run: Run): void {
  if (run.errors?.some((error) => error.field === run.field)) return;
  const reasons = run.warnings?.filter((warning) => warning.field === run.field) ?? [];
  for (const { code, message } of reasons) run.note(code, message, 'error');
  if (reasons.length === 0)
    run.note('R401', 'the field is required and nothing that it is made from is present', 'error');
}
