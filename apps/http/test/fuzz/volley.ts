import { connect } from 'node:net';
import type { Wire } from './mutate-request.ts';

/** What came back on one connection. */
export interface Volley {
  readonly statuses: readonly number[];
  /** Framed requests that had no answer, as the server had closed the connection after an earlier one. */
  readonly left: readonly Wire[];
}

/**
 * Writes requests to one connection, all at once, and reads the answers. At most the last request may be unframed. Rejects when
 * the connection ends before every request was answered and no answer had said that it would.
 */
export function volley(port: number, wires: readonly Wire[]): Promise<Volley> {
  return new Promise((resolve, reject) => {
    const framed = wires.filter(({ isFramed }) => isFramed);
    const answers = new Answers(wires.map(({ method }) => method));
    const socket = connect(port, '127.0.0.1');
    // Longer than the server itself waits for the rest of a request.
    socket.setTimeout(60_000, () => {
      const wire = wires[answers.statuses.length] ?? wires.at(-1)!;
      reject(new Error(`nothing comes any more: ${shown(wire)}`));
      socket.destroy();
    });
    socket.on('data', (data) => {
      answers.read(data);
      if (framed.length === wires.length && answers.statuses.length === wires.length) socket.destroy();
    });
    // A server that refuses a body before it came may reset the connection; what it answered counts.
    socket.on('error', () => {});
    socket.on('close', () => {
      const { statuses, saidClose } = answers;
      const left = framed.slice(statuses.length);
      if (left.length > 0 && !saidClose) reject(new Error(`no answer: ${shown(left[0]!)}`));
      else resolve({ statuses, left });
    });
    socket.write(Buffer.concat(wires.map(({ bytes }) => bytes)));
    // The end of what is sent lets the server judge a request that is not whole.
    if (framed.length < wires.length) socket.end();
  });
}

const shown = ({ bytes }: Wire) => JSON.stringify(bytes.subarray(0, 2000).toString('latin1'));

/** Reads HTTP answers out of what comes over a connection, in the order of the requests. */
class Answers {
  readonly statuses: number[] = [];
  /** An answer that ends the connection, said by its headers or by being the answer to what was no HTTP. */
  saidClose = false;
  private waiting = Buffer.alloc(0);
  private readonly methods: readonly string[];

  constructor(methods: readonly string[]) {
    this.methods = methods;
  }

  read(data: Buffer): void {
    this.waiting = this.waiting.length === 0 ? data : Buffer.concat([this.waiting, data]);
    for (;;) {
      const end = this.waiting.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = this.waiting.subarray(0, end).toString('latin1');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
      if (!status) throw new Error(`this is no answer: ${head}`);
      const bodyEnd = this.endOfBody(status, head, end + 4);
      if (bodyEnd === undefined) return;
      this.waiting = this.waiting.subarray(bodyEnd);
      if (status < 200) continue;
      this.statuses.push(status);
      if (/\r\nconnection: close/i.test(head) || !/\r\nvary:/i.test(head)) this.saidClose = true;
    }
  }

  /** Nothing when it has not come yet. */
  private endOfBody(status: number, head: string, begin: number): number | undefined {
    if (status < 200 || status === 204 || status === 304 || this.methods[this.statuses.length] === 'HEAD') return begin;
    const isChunked = /\r\ntransfer-encoding: chunked/i.test(head);
    const last = isChunked ? this.waiting.indexOf('0\r\n\r\n', begin) : -1;
    if (isChunked) return last === -1 ? undefined : last + 5;
    const end = begin + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    return end <= this.waiting.length ? end : undefined;
  }
}
