import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Writes bytes to a port of this machine and gives all that comes back until the server closes. */
export async function rawHttp(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request.replaceAll(/\r?\n/g, '\r\n'));
  return text(socket);
}
