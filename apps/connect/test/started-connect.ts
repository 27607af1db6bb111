import { type Connect, type ConnectOptions, startConnect } from '../src/connect.ts';

/** The private key of every Connect that tests start. */
export const key = '0123456789abcdef0123456789abcdef';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export type Started = Connect & Speaker;

export interface Speaker {
  /** POSTs a body as JSON (text goes as it is), with the key unless told otherwise. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** GETs what machines read. */
  read(path: string): Promise<Response>;
  /** The JSON of a person. */
  person(id: string): Promise<Record<string, unknown>>;
  /** All lines of /api/calls. */
  calls(after?: number): Promise<CallLine[]>;
}

export interface CallLine {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly user_id: string;
  readonly guid?: string;
  readonly index?: number;
  readonly body: Record<string, unknown>;
}

/** A Connect in this process, in memory unless told otherwise. */
export async function startedConnect(options: Partial<ConnectOptions> = {}): Promise<Started> {
  const defaults = { host: '127.0.0.1', port: 0, key, environment: 'Development', now: Date.now };
  const connect = await startConnect({ ...defaults, ...options });
  return { ...connect, ...speakerOf(connect.address, options.key ?? key) };
}

/** Speaks to the Connect at an address. */
export function speakerOf(address: string, privateKey: string): Speaker {
  const read = (path: string) => fetch(address + path, { headers: { authorization: `Bearer ${privateKey}` } });
  return {
    async post(path, body, headers = {}) {
      const response = await fetch(address + path, {
        method: 'POST',
        headers: { 'x-outbound-key': privateKey, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.text() };
    },
    read,
    person: async (id) =>
      (await (await read(`/api/people/${encodeURIComponent(id)}`)).json()) as Record<string, unknown>,
    async calls(after = 0) {
      const text = await (await read(`/api/calls?after=${after}`)).text();
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
  };
}

/** The answer to a refused call. */
export function refusal(status: number, message: string): Answer {
  return { status, body: JSON.stringify({ error: { Message: message, Code: status } }) };
}

/** The answer to an accepted call. */
export const success: Answer = { status: 200, body: '' };
