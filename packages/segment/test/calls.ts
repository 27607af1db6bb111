import { type NormaliseContext, normalise } from '../src/index.ts';

/** Two seconds after the client sent, by a clock that is right. */
export const receivedAt = '2026-11-23T14:00:02.000Z';

/** Takes a call in as the server does; minted ids are `minted-1`, `minted-2` ... */
export function take(sent: unknown, context: Partial<NormaliseContext> = {}) {
  let minted = 0;
  return normalise(sent, { receivedAt, newId: () => `minted-${++minted}`, ...context });
}

/** The call, for tests that expect one. */
export function taken(sent: unknown, context: Partial<NormaliseContext> = {}) {
  const { call, failure } = take(sent, context);
  if (!call) throw new Error(`failed on ingest: ${failure.code}`);
  return call as Readonly<Record<string, unknown>>;
}

/** The code a call fails with, or `taken`. */
export function verdict(sent: unknown, context: Partial<NormaliseContext> = {}): string {
  return take(sent, context).failure?.code ?? 'taken';
}

/** An object inside objects, `levels` deep, itself the first level. */
export function nested(levels: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let level = 1; level < levels; level++) value = { inside: value };
  return value;
}
