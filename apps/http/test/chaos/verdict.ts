import type { Person } from './person.ts';

/** A line of Connect's `/api/calls`. */
export interface Effect {
  readonly user_id: string;
  readonly body: {
    readonly previous_id?: string;
    readonly properties?: { readonly n?: number };
    readonly attributes?: { readonly n?: number };
  };
}

export interface Verdict {
  readonly calls: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** Holds what took effect, in order of effect, against what was acknowledged. */
export function verdictOn(persons: readonly Person[], effects: readonly Effect[]): Verdict {
  const byPerson = Map.groupBy(effects, ({ user_id }) => user_id.replace(/^anonymous-/, ''));
  const verdicts = persons.map(({ id, acknowledged }) => one(acknowledged, (byPerson.get(id) ?? []).map(keyOf)));
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    calls: sum(({ calls }) => calls),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    outOfOrder: sum(({ outOfOrder }) => outOfOrder),
  };
}

function one(acknowledged: readonly string[], got: readonly string[]): Verdict {
  const seen = new Set(got);
  const places = new Map(acknowledged.map((key, at) => [key, at]));
  const first = [...seen].map((key) => places.get(key) ?? Number.NaN);
  return {
    calls: acknowledged.length,
    lost: acknowledged.filter((key) => !seen.has(key)).length,
    doubled: got.length - seen.size,
    // What was never acknowledged has no place, and counts here.
    outOfOrder: first.filter((place, at) => !(at === 0 ? place >= 0 : place > first[at - 1]!)).length,
  };
}

function keyOf({ body }: Effect): string {
  return body.previous_id !== undefined ? 'alias' : String(body.properties?.n ?? body.attributes?.n);
}
