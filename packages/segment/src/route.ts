import { type Call, isObject, type JsonObject } from './call.ts';

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
  return switchedOff(call.integrations, destination.names) ?? destination.map(call, context);
}

/**
 * `false` under one of the names sends nothing; `All: false` sends nothing unless one of the names is truthy. An object
 * means on, and so does everything else that is neither `false` nor missing where `All` is not false.
 */
function switchedOff(integrations: unknown, names: readonly string[]): Skipped | undefined {
  if (!isObject(integrations)) return undefined;
  const off = names.find((name) => own(integrations, name) === false);
  if (off !== undefined) return filtered(`The call's integrations switch ${off} off`);
  if (own(integrations, 'All') !== false || names.some((name) => own(integrations, name))) return undefined;
  return filtered(`The call's integrations switch all destinations off and do not name ${names.join(', ')}`);
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function filtered(reason: string): Skipped {
  return { status: 'skipped', reason, code: 'FILTERED_BY_INTEGRATIONS_OBJECT' };
}
