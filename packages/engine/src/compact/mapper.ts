import type { MapContext, Outcome } from '../contract.ts';
import { misfit, missing, refused } from '../runtime/fields.ts';
import { present } from '../runtime/kinds.ts';
import { mapped, noRule, notAnEvent, rejected, skipped } from '../runtime/outcome.ts';
import type { Run } from '../runtime/run.ts';
import type { Failure } from './failure.ts';
import { State } from './state.ts';
import { truthy } from './values.ts';

/** An expression. `value` is what a check looks at. */
export type Code = (state: State, value?: unknown) => unknown;

/** What fits a field: the test, the same in words, and whether a lone value becomes a list. */
export type Fit = readonly [fits: ((value: unknown) => boolean) | 0, wanted: string, isList: 0 | 1];

/** An expression; a constant in brackets; what always is a list; what is null when it is not present. */
export type Source = Code | readonly [constant: unknown] | { readonly list: Code } | { readonly clear: Code };

export type Check = readonly [holds: Code, source: string, rejects: boolean];

export type FieldTable = readonly [
  name: string,
  fit: Fit,
  isRequired: 0 | 1,
  /** The first that is present. */
  sources: readonly Source[],
  checks?: readonly Check[],
];

export interface RuleTable {
  readonly name: string;
  readonly when: Code;
  readonly lets?: readonly Code[];
  /** `true`: the rule always skips. */
  readonly skip?: Code | true;
  readonly reason?: string;
  readonly sends: readonly {
    readonly to: string;
    readonly fields: readonly FieldTable[];
    /** Names of the fields as they stand in the body, where that is not their order here. */
    readonly order?: readonly string[];
  }[];
}

/** A mapping as tables: shorter than its code written out, and slower. Maps as that code does. */
export function mapper(rules: readonly RuleTable[]): (event: unknown, context: MapContext) => Outcome {
  return (event, context) => {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) return notAnEvent(event);
    try {
      const state = new State(event, context);
      const rule = rules.find(({ when }) => truthy(when(state)));
      return rule ? apply(state, rule) : noRule();
    } catch (error) {
      const { code, message } = error as Failure;
      const [name, what] = code
        ? ['R403', code === 'D3137' ? message : `an expression of the rule failed: ${message} (${code})`]
        : ['R404', 'mapping the event costs too much'];
      return { status: 'rejected', errors: [{ code: name!, severity: 'error', message: what! }] };
    }
  };
}

function apply(state: State, { name, lets = [], skip, reason, sends }: RuleTable): Outcome {
  for (const code of lets) state.lets.push(code(state));
  if (skip && (skip === true || truthy(skip(state)))) return skipped(name, reason!);
  const requests = sends.map(({ to, fields, order }) => {
    const values = new Map(fields.map((field) => [field[0], make(state, field)]));
    const body: Record<string, unknown> = {};
    for (const key of order ?? values.keys()) if (values.get(key) !== undefined) body[key] = values.get(key);
    return { operation: to, body };
  });
  const run = state as unknown as Run;
  return state.errors ? rejected(name, state.errors) : mapped(name, requests, run);
}

function make(state: State, [name, [fits, wanted, isList], isRequired, sources, checks = []]: FieldTable): unknown {
  const run = state as unknown as Run;
  state.field = name;
  let value: unknown;
  let isConstant = false;
  for (const source of sources) {
    value = take(state, source);
    isConstant = sources.length === 1 && Array.isArray(source);
    if (value !== undefined) break;
  }
  if (!isConstant && value !== undefined) {
    if (isList && !Array.isArray(value)) value = [value];
    if (fits && !fits(value)) value = misfit(run, wanted, value, !!isRequired);
  }
  for (const [holds, source, rejects] of checks) {
    if (value === undefined || value === null) continue;
    const checked = value;
    if (!guarded(state, () => truthy(holds(state, checked)))) {
      value = refused(run, source, value, rejects || !!isRequired);
    }
  }
  if (isRequired && value === undefined) missing(run);
  return value;
}

function take(state: State, source: Source): unknown {
  if (Array.isArray(source)) return source[0];
  if (typeof source === 'function') return guarded(state, () => present(source(state)));
  if ('list' in source) {
    const value = guarded(state, () => present(source.list(state)));
    return value === undefined || Array.isArray(value) ? value : [value];
  }
  const { clear } = source as { clear: Code };
  const value = guarded(state, () => clear(state));
  return value === undefined ? value : (present(value) ?? null);
}

/** What an expression that fails costs is its field. */
function guarded(state: State, work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as Failure;
    // JSONata's errors have a code; what has none is no expression's.
    if (!code) throw error;
    state.warn('R403', code === 'D3137' ? message : `the expression failed: ${message} (${code})`);
    return undefined;
  }
}
