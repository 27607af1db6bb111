import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SunkRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface Sink {
  readonly address: string;
  readonly requests: readonly SunkRequest[];
  close(): Promise<void>;
}

/** A destination that writes down what it gets. `answers` are statuses to answer with, in order; then 200. */
export async function startSink(answers: readonly number[] = []): Promise<Sink> {
  const requests: SunkRequest[] = [];
  const left = [...answers];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as unknown;
    requests.push({ path: request.url!, headers: request.headers, body });
    response.writeHead(left.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** The single bodies of all requests, batches taken apart, in order of arrival. */
export function bodiesOf(requests: readonly SunkRequest[]): object[] {
  return requests.flatMap(({ body }) => body as object | object[]);
}
