import { type Call, isObject } from './call.ts';

/** What the road to an outcome needs to know of a destination. */
export interface Mapper<Context, Outcome> {
  /** The keys honoured in a call's `integrations`. Case matters. */
  readonly names: readonly string[];
  map(event: Call, context: Context): Outcome;
}

/** A call that goes nowhere, with Segment's public discard code where there is one. */
export interface Skipped {
  readonly status: 'skipped';
  readonly reason: string;
  readonly code?: string;
}

/**
 * The road from a call to its outcome: the switches in `integrations`, then the mapping. Every app calls this, so that a
 * call goes the same way in a page, on a server and on the command line.
 */
export function route<Context, Outcome>(
  call: Call,
  destination: Mapper<Context, Outcome>,
  context: Context,
): Outcome | Skipped {
  const name = switchedOffBy(call.integrations, destination.names);
  if (name === undefined) return destination.map(call, context);
  const reason =
    name === 'All'
      ? `The call's integrations switch all destinations off and do not name ${destination.names.join(', ')}`
      : `The call's integrations switch ${name} off`;
  return { status: 'skipped', reason, code: filteredCode };
}

/** Segment's public code for calls whose `integrations` switch a destination off. */
export const filteredCode = 'FILTERED_BY_INTEGRATIONS_OBJECT';

/**
 * What in a call's `integrations` switches a destination off: one of its names, or `All`; undefined when nothing does. `false`
 * under one of the names sends nothing; `All: false` sends nothing unless one of the names is truthy. An object
 * means on, and so does everything else that is neither `false` nor missing where `All` is not false.
 */
export function switchedOffBy(integrations: unknown, names: readonly string[]): string | undefined {
  const value = (name: string) =>
    isObject(integrations) && Object.hasOwn(integrations, name) ? integrations[name] : undefined;
  return (
    names.find((name) => value(name) === false) ?? (value('All') === false && !names.some(value) ? 'All' : undefined)
  );
}
