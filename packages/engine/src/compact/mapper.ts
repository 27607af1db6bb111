import type { BriefOutcome, MapContext } from '../contract.ts';
import { begin, beginField, missing, note, noted, refuse } from './run.ts';
import { isObject, listOf, truthy } from './values.ts';
import { present } from './words.ts';

/** An expression. What it gives is taken when it is present; in brackets it is taken as it is. */
export type Source = (() => unknown) | readonly [exact: () => unknown];

/** What fits a field, or what becomes of it: a lone value of a list, say. Gives nothing for what does not fit. */
export type Fit = (value: unknown) => unknown;

export type FieldTable = readonly [name: string, isRequired: 0 | 1, fit: Fit | 0, ...firstPresent: Source[]];

export type RuleTable = readonly [
  name: string,
  when: () => unknown,
  /** In the order of the body. */
  sends: readonly (readonly [operation: string, ...fields: FieldTable[]])[],
  skip?: () => unknown,
  lets?: () => void,
];

/** A mapping as tables: shorter than its code written out, and slower. Maps as that code does, and tells codes without words. */
export const mapper =
  (rules: readonly RuleTable[]) =>
  (event: unknown, context: MapContext): BriefOutcome => {
    begin(event, context);
    try {
      if (!isObject(event)) return { status: 'rejected', errors: [{ code: 'R406' }] };
      const found = rules.find(([, when]) => when());
      if (!found) return { status: 'skipped' };
      const [rule, , sends, skip, lets] = found;
      lets?.();
      if (skip?.()) return { status: 'skipped', rule };
      const requests = sends.map(([operation, ...fields]) => ({ operation, body: bodyOf(fields) }));
      const { warnings, errors } = noted();
      return errors.length > 0 ? { status: 'rejected', rule, errors } : { status: 'mapped', rule, requests, warnings };
    } catch (error) {
      return { status: 'rejected', errors: [{ code: isFailure(error) ? 'R403' : 'R404' }] };
    }
  };

function bodyOf(fields: readonly FieldTable[]): object {
  const body: Record<string, unknown> = {};
  for (const [name, isRequired, fit, ...sources] of fields) {
    beginField(name, isRequired);
    let value: unknown;
    for (const source of sources) {
      value = guarded(() => (typeof source === 'function' ? present(source()) : source[0]()));
      if (value !== undefined) break;
    }
    if (fit && value !== undefined) value = fit(value);
    if (value !== undefined) body[name] = value;
    else if (isRequired) missing();
  }
  return body;
}

/** What an expression that fails costs is its field. */
function guarded(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (!isFailure(error)) throw error;
    return note('R403');
  }
}

/** JSONata's errors have a code; what has none is no expression's. */
const isFailure = (error: unknown) => (error as { code?: string }).code;

/** For fields: what is kept when it fits. */
export const fitting = (fits: (value: never) => boolean) => (value: unknown) =>
  fits(value as never) ? value : refuse('R402');

/** For fields that are lists: a lone value is a list of one. */
export const fittingList = (fits: (value: never) => boolean) => (value: unknown) => fitting(fits)(listOf(value));

/** For fields with a check of the rule's: what the check says comes after what fits. */
export const checking = (fit: Fit | 0, holds: (value: unknown) => unknown, rejects: unknown) => (value: unknown) => {
  const fitted = fit ? fit(value) : value;
  if (fitted === undefined || fitted === null) return fitted;
  return truthy(guarded(() => holds(fitted))) ? fitted : refuse('R407', rejects);
};

/** For fields that are cleared: null stands for what is there and not present. */
export const clearing = (value: unknown) => (value === undefined ? value : (present(value) ?? null));
