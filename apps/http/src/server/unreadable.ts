import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { strictHeaders } from './strict-headers.ts';

const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/**
 * Answers what Node could not read: no HTTP, headers without end, a request that does not come to an end. The connection closes,
 * as nobody knows where the next request would begin.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = statuses[error.code ?? ''] ?? 400;
  const body = JSON.stringify({ success: false, message: STATUS_CODES[status] });
  const headers = {
    ...strictHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroy(error);
}

/** Answers an `Expect` that is none, which comes before everything else. */
export function refuseExpectations(server: Server): void {
  server.on('checkExpectation', (_, response) => response.writeHead(417, strictHeaders).end());
}
