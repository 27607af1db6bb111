import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, startProgram } from './program.ts';
import { configText } from './server.ts';

/**
 * The server as a program with a data folder of its own, and a destination that takes everything, keeps nothing and tells each
 * body that came whole. Resolves when the server listens.
 */
export async function startDelivering(
  writeKey: string,
  heard: (body: string) => void,
): Promise<{ readonly started: Started; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-delivering-'));
  const destination = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard(Buffer.concat(parts).toString());
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => {
    destination.listen(0, '127.0.0.1', resolve);
  });
  const { port } = destination.address() as AddressInfo;
  writeFileSync(join(folder, 'crosswalk.yaml'), `data: ./calls\n${configText(`http://127.0.0.1:${port}`, [writeKey])}`);
  const started = startProgram(['crosswalk.yaml'], folder);
  await started.listens;
  return {
    started,
    async stop() {
      started.child.kill('SIGKILL');
      await started.ended;
      destination.close().closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}
