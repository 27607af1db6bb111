import { connect } from 'node:net';
import type { Wire } from './mutate-request.ts';

/** What came back on one connection. */
export interface Volley {
  readonly statuses: readonly number[];
  /** Framed requests without an answer, as the server closed the connection on account of one of them. */
  readonly left: readonly Wire[];
}

/**
 * Writes requests to one connection, all at once, and reads the answers. One that is no HTTP ends the connection for all that wait
 * on it, so what is left has to be sent again, alone. Rejects when a request that is alone and framed gets no answer, and when
 * nothing comes any more.
 */
export function volley(port: number, wires: readonly Wire[]): Promise<Volley> {
  return new Promise((resolve, reject) => {
    const framed = wires.filter(({ isFramed }) => isFramed);
    const answers = new Answers(wires.map(({ method }) => method));
    const socket = connect(port, '127.0.0.1');
    const fail = (error: unknown) => {
      reject(error);
      socket.destroy();
    };
    // Longer than the server itself waits for the rest of a request.
    socket.setTimeout(600_000, () => fail(new Error(`nothing comes any more: ${shown(wires)}`)));
    socket.on('data', (data) => {
      try {
        answers.read(data);
      } catch (error) {
        fail(error);
      }
      if (framed.length === wires.length && answers.statuses.length === wires.length) socket.destroy();
    });
    // A server that refuses a body before it came may reset the connection; what it answered counts.
    socket.on('error', () => {});
    socket.on('close', () => {
      const { statuses } = answers;
      const left = framed.slice(statuses.length);
      if (left.length > 0 && wires.length === 1) reject(new Error(`no answer: ${shown(wires)}`));
      else resolve({ statuses, left });
    });
    socket.write(Buffer.concat(wires.map(({ bytes }) => bytes)));
    // The end of what is sent lets the server judge a request that is not whole.
    if (framed.length < wires.length) socket.end();
  });
}

const shown = (wires: readonly Wire[]) => JSON.stringify(wires.at(-1)!.bytes.subarray(0, 2000).toString('latin1'));

/** Reads HTTP answers out of what comes over a connection, in the order of the requests. */
class Answers {
  readonly statuses: number[] = [];
  private waiting: Buffer = Buffer.alloc(0);
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
      if (!status) throw new Error(`no answer to ${this.methods} after ${this.statuses}: ${head.slice(0, 300)}`);
      const bodyEnd = this.endOfBody(status, head, end + 4);
      if (bodyEnd === undefined) return;
      this.waiting = this.waiting.subarray(bodyEnd);
      if (status < 200) continue;
      this.statuses.push(status);
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
