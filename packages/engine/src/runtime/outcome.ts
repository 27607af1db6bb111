import type { Diagnostic } from '@crosswalk/diagnostics';
import { JsonataError } from '@crosswalk/jsonata/runtime';
import type { Rejected, Skipped } from '../contract.ts';
import { kindOf } from './kinds.ts';
import { failure, isExhausted } from './run.ts';

/** Most events leave no warning, and share one empty list. */
export const noWarnings: readonly Diagnostic[] = Object.freeze([]);

export function skipped(rule: string, reason: string): Skipped {
  return { status: 'skipped', rule, reason };
}

export function noRule(): Skipped {
  return { status: 'skipped', reason: 'No rule of the mapping takes this kind of call' };
}

export function rejected(rule: string, errors: readonly Diagnostic[]): Rejected {
  return { status: 'rejected', rule, errors };
}

/** What became of an event whose mapping threw: too costly, an expression outside of fields that failed, or our mistake. */
export function thrown(error: unknown): Rejected {
  return { status: 'rejected', errors: [diagnosticOf(error)] };
}

export function notAnEvent(event: unknown): Rejected {
  return {
    status: 'rejected',
    errors: [{ code: 'R406', severity: 'error', message: `an event is an object, this is ${kindOf(event)}` }],
  };
}

function diagnosticOf(error: unknown): Diagnostic {
  if (error instanceof JsonataError) {
    return isExhausted(error)
      ? {
          code: 'R404',
          severity: 'error',
          message: `mapping the event costs too much: ${error.message} (${error.code})`,
        }
      : {
          code: 'R403',
          severity: 'error',
          message: failure(error, 'an expression of the rule failed'),
        };
  }
  if (error instanceof RangeError)
    return { code: 'R404', severity: 'error', message: 'mapping the event costs too much: it is nested too deep' };
  return {
    code: 'R408',
    severity: 'error',
    message: `a mistake in Crosswalk: ${error instanceof Error ? error.name : typeof error}`,
  };
}
