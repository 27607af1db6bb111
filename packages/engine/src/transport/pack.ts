import type { HttpRequest, Operation, PackContext } from '../contract.ts';
import { Run } from '../runtime/run.ts';

/** What a request is made with: the generated functions of the mapping, and what its operations are. */
export interface Transport {
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  endpoint(run: Run, event: unknown, deliveryId: string): unknown;
  headers(run: Run, event: unknown, deliveryId: string): [string, unknown][];
  wrap(operation: string, run: Run, event: unknown, bodies: readonly object[]): unknown;
}

/**
 * The HTTP request that carries one body, or several in a batch. Throws when it is asked for what the operation cannot
 * do, or when endpoint and headers cannot be told from the settings: callers check settings before they deliver.
 */
export function pack(
  transport: Transport,
  name: string,
  bodies: readonly object[],
  { settings, deliveryId, text }: PackContext,
): HttpRequest {
  const operation = Object.hasOwn(transport.operations, name) ? transport.operations[name] : undefined;
  if (!operation) throw new Error(`the destination ${transport.name} has no operation ${name}`);
  if (bodies.length < 1 || bodies.length > operation.most) {
    throw new Error(`a request of ${name} carries 1 to ${operation.most} bodies, not ${bodies.length}`);
  }
  const run = new Run(true).begin(undefined, { settings, now: 0 });
  const isBatch = bodies.length > 1 && operation.batch !== undefined;
  const { method, path } = isBatch ? operation.batch! : operation;
  const body = isBatch ? transport.wrap(name, run, undefined, bodies) : bodies[0];
  const endpoint = transport.endpoint(run, undefined, deliveryId);
  if (typeof endpoint !== 'string') throw new Error(`the endpoint of ${transport.name} is no text with these settings`);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [header, value] of transport.headers(run, undefined, deliveryId)) {
    if (value !== undefined && value !== null) headers[header.toLowerCase()] = String(value);
  }
  const url = endpoint.replace(/\/+$/, '') + path;
  return { method, url, headers, body: written(body, bodies, text) };
}

/** Writing bodies is most of what packing costs, so it is not done twice. */
function written(body: unknown, bodies: readonly object[], text: string | undefined): string {
  if (text === undefined) return JSON.stringify(body);
  if (body === bodies) return text;
  return bodies.length === 1 && body === bodies[0] ? text.slice(1, -1) : JSON.stringify(body);
}
