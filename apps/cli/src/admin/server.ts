import type { Command } from '../usage/command.ts';
import { UsageFault } from '../usage/command.ts';

/** What the server of calls said no to, or that none is there; the message is for a person. */
export class ServerFault extends Error {}

/** The option that says where the server is. */
export const serverOption: Command['options'] = {
  server: { value: 'URL', summary: 'the admin address of the server; default http://127.0.0.1:4001' },
};

export interface Server {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  delete<T>(path: string): Promise<T>;
}

/**
 * The admin API of a running server: a data folder belongs to one process, so it is the server that is asked. Its methods
 * reject with a `ServerFault`.
 */
export function serverAt(given = 'http://127.0.0.1:4001'): Server {
  if (!URL.canParse(given) || !/^https?:/.test(given)) {
    throw new UsageFault('--server wants an address such as http://127.0.0.1:4001');
  }
  const ask = async (method: string, path: string, body?: object): Promise<never> => {
    const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(new URL(path, given), { method, ...sent }).catch(() => undefined);
    if (!answer) {
      throw new ServerFault(`no server answers at ${given}: start it, or name its admin address with --server`);
    }
    const said = (await answer.json().catch(() => ({ error: `it is no Crosswalk` }))) as { error?: string };
    if (answer.ok || answer.status === 404) return said as never;
    throw new ServerFault(`the server at ${given} says: ${said.error ?? `status ${answer.status}`}`);
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    delete: (path) => ask('DELETE', path),
  };
}
