import type { HttpRequest, Operation, PackContext } from '../contract.ts';
import { State } from './state.ts';

type Code = (state: State, deliveryId: unknown) => unknown;

/** As `pack` of a destination; for callers that know what the operations can do. */
export function packer(
  operations: Readonly<Record<string, Operation>>,
  endpoint: Code,
  headers: readonly (readonly [name: string, value: Code])[],
) {
  return (name: string, bodies: readonly object[], { settings, deliveryId }: PackContext): HttpRequest => {
    const operation = operations[name]!;
    const isBatch = bodies.length > 1 && operation.batch !== undefined;
    const { method, path } = isBatch ? operation.batch! : operation;
    const state = new State(undefined, { settings, now: 0 });
    const told: Record<string, string> = { 'content-type': 'application/json' };
    for (const [header, code] of headers) {
      const value = code(state, deliveryId);
      if (value !== undefined && value !== null) told[header.toLowerCase()] = String(value);
    }
    const url = String(endpoint(state, deliveryId)).replace(/\/+$/, '') + path;
    return { method, url, headers: told, body: JSON.stringify(isBatch ? bodies : bodies[0]) };
  };
}
