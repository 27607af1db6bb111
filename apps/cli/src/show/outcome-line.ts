import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Operation, Outcome } from '@crosswalk/engine';

/** An outcome as `crosswalk map` prints it: one line of JSON for other programs, its keys in a fixed order. */
export function outcomeLine(outcome: Outcome, operations: Readonly<Record<string, Operation>>): string {
  const { status, rule } = outcome;
  const head = rule === undefined ? { status } : { status, rule };
  return `${JSON.stringify({ ...head, ...told(outcome, operations) })}\n`;
}

function told(outcome: Outcome, operations: Readonly<Record<string, Operation>>): object {
  switch (outcome.status) {
    case 'skipped':
      return { reason: outcome.reason };
    case 'rejected':
      return { errors: outcome.errors.map(brief) };
    case 'mapped': {
      const requests = outcome.requests.map(({ operation, body }) => {
        const { method, path } = operations[operation]!;
        return { operation, method, path, body };
      });
      return outcome.warnings.length > 0 ? { requests, warnings: outcome.warnings.map(brief) } : { requests };
    }
  }
}

function brief({ code, field, message }: Diagnostic): object {
  return field === undefined ? { code, message } : { code, field, message };
}
