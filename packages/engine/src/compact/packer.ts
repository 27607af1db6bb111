import type { HttpRequest, Operation, PackContext } from '../contract.ts';
import { beginRequest } from './run.ts';

/** As `pack` of a destination; for callers that know what the operations can do. Names of headers are in small letters. */
export const packer =
  (
    operations: Readonly<Record<string, Operation>>,
    endpoint: () => unknown,
    headers: (deliveryId: unknown) => Readonly<Record<string, unknown>>,
  ) =>
  (name: string, bodies: readonly object[], { settings, deliveryId }: PackContext): HttpRequest => {
    beginRequest(settings);
    const operation = operations[name]!;
    const batch = bodies.length > 1 && operation.batch;
    const { method, path } = batch || operation;
    const told: Record<string, string> = { 'content-type': 'application/json' };
    for (const [header, value] of Object.entries(headers(deliveryId))) {
      if (value !== undefined && value !== null) told[header] = String(value);
    }
    return {
      method,
      url: String(endpoint()).replace(/\/+$/, '') + path,
      headers: told,
      body: JSON.stringify(batch ? bodies : bodies[0]),
    };
  };
