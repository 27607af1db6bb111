import { afterEach } from 'vitest';
import { configText, startServer } from '../whole/server.ts';
import { startSink } from '../whole/sink.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A server with its sink; `answers` are statuses that the sink gives, in order; then 200. */
export async function setUp(answers: readonly number[] = []) {
  const sink = await startSink(answers);
  const server = await startServer(configText(sink.address, ['website-key']));
  stops.push(sink.close, server.stop);
  const ask = (path: string, init?: RequestInit) => fetch(server.admin + path, init);
  return {
    sink,
    server,
    ask,
    page: async (path: string) => (await ask(path)).text(),
    json: async <T>(path: string) => (await (await ask(path)).json()) as T,
    /** Posts JSON to the admin API. */
    order: async <T>(path: string, body: unknown) => {
      const answer = await ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      return { status: answer.status, body: (await answer.json()) as T };
    },
    /** Sends calls as one batch, and waits until each has its fate. */
    send: async (...batch: readonly object[]) => {
      const headers = { authorization: `Basic ${btoa('website-key:')}` };
      const answer = await fetch(`${server.address}/v1/batch`, {
        method: 'POST',
        body: JSON.stringify({ batch }),
        headers,
      });
      await server.settled();
      return answer.status;
    },
  };
}

export const track = (userId: string, event: string, more: object = {}) => ({
  type: 'track',
  userId,
  event,
  messageId: `${userId} ${event}`,
  ...more,
});
