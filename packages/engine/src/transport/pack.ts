import type { HttpRequest, PackContext } from '../contract.ts';
import type { Program } from '../generate/load.ts';
import type { Mapping } from '../model/mapping.ts';
import { Run } from '../runtime/run.ts';

/**
 * The HTTP request that carries one body, or several in a batch. Throws when it is asked for what the operation cannot
 * do, or when endpoint and headers cannot be told from the settings: callers check settings before they deliver.
 */
export function pack(
  mapping: Mapping,
  program: Program,
  name: string,
  bodies: readonly object[],
  context: PackContext,
): HttpRequest {
  const operation = mapping.operations.get(name);
  if (!operation) throw new Error(`the destination ${mapping.name} has no operation ${name}`);
  if (bodies.length < 1 || bodies.length > operation.most) {
    throw new Error(`a request of ${name} carries 1 to ${operation.most} bodies, not ${bodies.length}`);
  }
  const { settings, deliveryId } = context;
  const run = new Run(true).begin(undefined, { settings, now: 0 });
  const isBatch = bodies.length > 1 && operation.batch !== undefined;
  const { method, path } = isBatch ? operation.batch! : operation;
  const body = isBatch ? program.wrap(name, run, undefined, bodies) : bodies[0];
  const endpoint = program.endpoint(run, undefined, deliveryId);
  if (typeof endpoint !== 'string') throw new Error(`the endpoint of ${mapping.name} is no text with these settings`);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [header, value] of program.headers(run, undefined, deliveryId)) {
    if (value !== undefined && value !== null) headers[header.toLowerCase()] = String(value);
  }
  return { method, url: endpoint.replace(/\/+$/, '') + path, headers, body: JSON.stringify(body) };
}
