import { Agent, type Dispatcher } from 'undici';
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
  const send: Send = ({ method, url, headers, body }) =>
    new Promise((resolve) => {
      const receiving = new Receiving(mostBytes, timeoutMs, resolve);
      try {
        const { origin, pathname, search } = addressOf(url);
        const path = pathname + search;
        dispatcher.dispatch(
          { origin, path, method: method as Dispatcher.HttpMethod, headers: { ...headers }, body },
          receiving,
        );
      } catch (error) {
        receiving.end({ error: wordFor(error) });
      }
    });
  return { send, close: () => dispatcher.close() };
}

function addressOf(url: string): URL {
  const address = new URL(url);
  if (address.protocol === 'http:' || address.protocol === 'https:') return address;
  throw Object.assign(new Error('not an address of HTTP'), { code: 'ERR_INVALID_URL' });
}

/** What comes back for one request. An answer counts only when it is whole, so all of it is read. */
class Receiving implements Dispatcher.DispatchHandler {
  private readonly mostBytes: number;
  private readonly timer: NodeJS.Timeout;
  private resolve: ((answer: Answer) => void) | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: Record<string, string | string[] | undefined> = {};
  private readonly kept: Buffer[] = [];
  private bytes = 0;

  constructor(mostBytes: number, timeoutMs: number, resolve: (answer: Answer) => void) {
    this.mostBytes = mostBytes;
    this.resolve = resolve;
    this.timer = setTimeout(() => this.giveUp(), timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Given up while it waited for a connection: it must not be sent any more.
    if (!this.resolve) controller.abort(new Error('given up'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: typeof this.headers): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.bytes < this.mostBytes) this.kept.push(chunk.subarray(0, this.mostBytes - this.bytes));
    this.bytes += chunk.length;
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.kept).toString('utf8');
    this.end({ status: this.status, headers: flat(this.headers), body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.end({ error: wordFor(error) });
  }

  end(answer: Answer): void {
    clearTimeout(this.timer);
    this.resolve?.(answer);
    this.resolve = undefined;
  }

  private giveUp(): void {
    this.end({ error: 'timeout' });
    this.controller?.abort(new Error('given up'));
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const one: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) one[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return one;
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
