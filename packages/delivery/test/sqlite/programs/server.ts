// A server that answers 200 when a call is stored, 503 when it cannot be.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStore } from '../../../src/index.ts';
import { request } from '../../contract/acceptances.ts';

const store = await openStore({ folder: process.argv[2]! });
const server = createServer((asked, answer) => {
  store
    .append(request([asked.url!.slice(1)]))
    .then(() => answer.writeHead(200).end())
    .catch((error: Error) => answer.writeHead(503).end(error.message));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port, process.pid));
