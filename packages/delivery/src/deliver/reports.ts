import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Outlet } from '../call.ts';
import type { Answer } from '../destination.ts';

/** What came back, in words: `answer 503`, `no answer (timeout)`. */
export function said({ status, error }: Answer): string {
  if (error === 'settings') return 'its settings make no request';
  return status === undefined ? `no answer (${error})` : `answer ${status}`;
}

/** The environment refuses everything. */
export function refuses(outlets: readonly Outlet[], answer: Answer): Diagnostic {
  return {
    code: 'D501',
    severity: 'error',
    message: `${namesOf(outlets)} is held back: ${said(answer)}`,
    notes: ['No call is lost; one probe a minute is sent until the settings or the answer change'],
  };
}

/** It takes calls again. */
export function goesOn(outlets: readonly Outlet[]): Diagnostic {
  return { code: 'D502', severity: 'info', message: `${namesOf(outlets)} takes calls again` };
}

/** The store did not do what it was asked for; nothing is sent meanwhile. */
export function storeFails(error: unknown): Diagnostic {
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'D503', severity: 'error', message: `The store of deliveries fails: ${what}` };
}

/** An id is joined into too many others. */
export function joinedTooOften(id: string): Diagnostic {
  const what = `text, ${id.length} characters`;
  return {
    code: 'D504',
    severity: 'warning',
    message: `One id (${what}) is aliased so often that it is not waited for`,
  };
}

function namesOf(outlets: readonly Outlet[]): string {
  return outlets.map(({ source, destination }) => `${destination} of source ${source}`).join(', ');
}
