import type { HttpRequest, Operation, PackContext, WrittenBodies } from '../contract.ts';
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
  bodies: readonly object[] | WrittenBodies,
  { settings, deliveryId }: PackContext,
): HttpRequest {
  const operation = Object.hasOwn(transport.operations, name) ? transport.operations[name] : undefined;
  if (!operation) throw new Error(`the destination ${transport.name} has no operation ${name}`);
  if (bodies.length < 1 || bodies.length > operation.most) {
    throw new Error(`a request of ${name} carries 1 to ${operation.most} bodies, not ${bodies.length}`);
  }
  const run = new Run(true).begin(undefined, { settings, now: 0 });
  const isBatch = bodies.length > 1 && operation.batch !== undefined;
  const { method, path } = isBatch ? operation.batch! : operation;
  const endpoint = transport.endpoint(run, undefined, deliveryId);
  if (typeof endpoint !== 'string') throw new Error(`the endpoint of ${transport.name} is no text with these settings`);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [header, value] of transport.headers(run, undefined, deliveryId)) {
    if (value !== undefined && value !== null) headers[header.toLowerCase()] = String(value);
  }
  const url = endpoint.replace(/\/+$/, '') + path;
  const wrap = (list: readonly object[]) => JSON.stringify(transport.wrap(name, run, undefined, list));
  const body = isBatch && operation.wraps ? wrap(listOf(bodies)) : isBatch ? written(bodies) : writtenFirst(bodies);
  return { method, url, headers, body };
}

/** Writing bodies is most of what packing costs, so what was written is neither read nor written again without need. */
function written(bodies: readonly object[] | WrittenBodies): string | Uint8Array<ArrayBuffer> {
  return 'bytes' in bodies ? bodies.bytes : JSON.stringify(bodies);
}

function writtenFirst(bodies: readonly object[] | WrittenBodies): string | Uint8Array<ArrayBuffer> {
  return 'bytes' in bodies ? bodies.bytes.subarray(1, -1) : JSON.stringify(bodies[0]);
}

function listOf(bodies: readonly object[] | WrittenBodies): readonly object[] {
  return 'bytes' in bodies ? bodies.list() : bodies;
}
