/** A stretch of input that should be one JSON value, or why there is none. */
export type Piece =
  | { readonly line: number; readonly bytes: Buffer; readonly problem?: never }
  | { readonly line: number; readonly problem: string; readonly bytes?: never };

/** Cuts a stream of bytes into pieces, in order, however the stream is cut into chunks. */
export interface Splitter {
  push(chunk: Buffer): Piece[];
  /** What is left when the input ends. */
  end(): Piece[];
}

/** Bytes of one value; a longer one is not kept. Segment takes 32 KB, so this leaves room for anything readable. */
export const mostBytes = 16 * 1024 * 1024;
export const tooLong = `longer than ${mostBytes / 1024 / 1024} MB`;

/** Gathers the bytes of a piece that began in an earlier chunk. */
export class Gathered {
  private parts: Buffer[] = [];
  private size = 0;

  get isEmpty(): boolean {
    return this.size === 0;
  }

  add(part: Buffer): void {
    this.size += part.length;
    if (this.size > mostBytes) this.parts = [];
    // A slice would keep its whole chunk in memory, and the stream may reuse that chunk.
    else if (part.length > 0) this.parts.push(Buffer.from(part));
  }

  /** The piece that ends with `last`; begins anew. */
  finish(last: Buffer, line: number): Piece {
    const { parts } = this;
    const size = this.size + last.length;
    this.parts = [];
    this.size = 0;
    if (size > mostBytes) return { line, problem: tooLong };
    return { line, bytes: parts.length === 0 ? last : Buffer.concat([...parts, last]) };
  }
}

export function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
