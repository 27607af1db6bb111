import type { Writable } from 'node:stream';
import { print } from '../terminal.ts';

/** Characters of a bar. */
const width = 30;

/** A bar of how far something has come. Where nobody watches it stays silent. */
export function progressOf(stream: Writable & { readonly isTTY?: boolean }): {
  show(done: number, total: number): Promise<void>;
  end(): Promise<void>;
} {
  return {
    show: async (done, total) => (stream.isTTY ? print(stream, `\r${bar(done, total)}`) : undefined),
    end: async () => (stream.isTTY ? print(stream, '\n') : undefined),
  };
}

/** `[#####-----] 50 %  12 of 24`. */
export function bar(done: number, total: number): string {
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(part * width);
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${Math.round(part * 100)} %  ${done} of ${total}`;
}
