import { Agent, type Dispatcher, request } from 'undici';
import type { Answer, Send } from '../destination.ts';

export interface HttpOptions {
  /** For a whole answer, in milliseconds. Default 10 s. */
  readonly timeoutMs?: number;
  /** Of an answer's body are kept, in bytes. Default 64 KB. */
  readonly mostBytes?: number;
  /** Connections to one host. Default 64. */
  readonly connections?: number;
}

/** Sends over HTTP with keep-alive; redirects are not followed. `close` ends its connections. */
export function httpSender(options: HttpOptions = {}): { send: Send; close(): Promise<void> } {
  const { timeoutMs = 10_000, mostBytes = 64 * 1024, connections = 64 } = options;
  const dispatcher = new Agent({ connections, pipelining: 1, bodyTimeout: timeoutMs, headersTimeout: timeoutMs });
  const send: Send = async ({ method, url, headers, body }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await request(url, {
        method: method as Dispatcher.HttpMethod,
        headers,
        body,
        signal,
        dispatcher,
      });
      // An answer counts only when it is whole, so all of it is read.
      const text = await firstPart(response.body, mostBytes);
      return { status: response.statusCode, headers: flat(response.headers), body: text };
    } catch (error) {
      return { error: signal.aborted ? 'timeout' : wordFor(error) } satisfies Answer;
    }
  };
  return { send, close: () => dispatcher.close() };
}

async function firstPart(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes < most) kept.push(chunk.subarray(0, most - bytes));
    bytes += chunk.length;
  }
  return Buffer.concat(kept).toString('utf8');
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value!]));
}

/** A short word for why there was no answer. A name server that can't be asked now is not a name that does not exist. */
export function wordFor(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  switch (code) {
    case 'ENOTFOUND':
    case 'ERR_INVALID_URL':
    case 'UND_ERR_INVALID_ARG':
      return 'unresolved';
    case 'ECONNREFUSED':
      return 'refused';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return 'reset';
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'timeout';
    default:
      return typeof code === 'string' ? code : 'failed';
  }
}
