import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const path = (name: string) => fileURLToPath(new URL(`../../../../${name}`, import.meta.url));

/** The built server, as a process of its own, before a destination that refuses what has "bad" in it until it is mended. */
export async function startServer() {
  const bodies: string[] = [];
  let isMended = false;
  const sink = createServer(async (request, response) => {
    const body = await text(request);
    const isTaken = isMended || !body.includes('bad');
    if (isTaken) bodies.push(body);
    response.writeHead(isTaken ? 200 : 400).end();
  });
  await new Promise<void>((resolve) => {
    sink.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-cli-'));
  const file = join(folder, 'crosswalk.yaml');
  writeFileSync(
    file,
    `{ listen: 127.0.0.1:0, admin: 127.0.0.1:0, data: calls, mapping: ${path('mappings/connect')}, sources: [{ name: website,
      writeKeys: [k1], destinations: [{ settings: { apiKey: 0123456789abcdef0123456789abcdef, endpoint: "${endpoint}" } }] }] }`,
  );
  const child = spawn(process.execPath, [path('apps/http/dist/main.js'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { LOG_LEVEL: 'silent' },
  });
  let printed = '';
  const [address, admin] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      printed += data;
      const found = /takes calls on (\S+)\n.*?(http\S+)\/,/.exec(printed);
      if (found) resolve(found.slice(1));
    });
    child.once('exit', () => reject(new Error('the server did not start')));
  });
  return {
    admin: admin!,
    bodies,
    mend: () => {
      isMended = true;
    },
    /** Sends calls, and waits until nothing waits to be delivered. */
    async send(...batch: readonly object[]) {
      const headers = { authorization: `Basic ${btoa('k1:')}` };
      await fetch(`${address}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch }), headers });
      await this.settled();
    },
    async settled() {
      for (;;) {
        const { waiting, inFlight } = (await (await fetch(`${admin}/api/counts`)).json()) as Record<string, number>;
        if (waiting! + inFlight! === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      sink.close().closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}
