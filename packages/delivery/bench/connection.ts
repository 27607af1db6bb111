import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One connection of HTTP/1.1 that posts one body after the other; as little as it takes, so that the server is measured. */
export class Connection {
  private readonly socket: Socket;
  private readonly head: string;
  private readonly ready: Promise<unknown>;
  private received = '';
  private answered: ((status: number) => void) | undefined;

  constructor(address: URL, path: string, headers: Readonly<Record<string, string>>) {
    this.socket = connect({ host: address.hostname, port: Number(address.port), noDelay: true });
    this.ready = once(this.socket, 'connect');
    const lines = Object.entries({ host: address.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.head = `POST ${path} HTTP/1.1\r\n${lines.join('')}`;
    this.socket.setEncoding('latin1').on('data', (text: string) => this.receive(text));
  }

  /** Gives the status of the answer. */
  async post(body: Buffer): Promise<number> {
    await this.ready;
    this.socket.cork();
    this.socket.write(`${this.head}content-length: ${body.length}\r\n\r\n`, 'latin1');
    // Copied, as the next request changes the same bytes.
    this.socket.write(Buffer.from(body));
    this.socket.uncork();
    return new Promise((resolve) => {
      this.answered = resolve;
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(text: string): void {
    this.received += text;
    const end = this.received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(this.received)?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    const status = Number(this.received.slice(9, 12));
    this.received = this.received.slice(end + 4 + length);
    this.answered?.(status);
  }
}
