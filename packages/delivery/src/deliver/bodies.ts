/** A body as JSON in UTF-8, somewhere in a page of them. */
export interface Written {
  readonly page: Buffer;
  readonly start: number;
  readonly end: number;
}

/** A page of bodies, in bytes. Small, as one body that waits long holds on to all of its page. */
const pageBytes = 16 * 1024;

/**
 * Writes bodies into pages of bytes. Thousands of calls wait for their neighbours at any time; as texts they would be most
 * of the heap, and the collector would copy each of them twice.
 */
export class BodyWriter {
  private page = Buffer.allocUnsafeSlow(0);
  private at = 0;

  write(body: object): Written {
    const text = JSON.stringify(body);
    // A character takes three bytes at most: those that take four count as two.
    const most = text.length * 3;
    if (this.at + most > this.page.length) {
      this.page = Buffer.allocUnsafeSlow(Math.max(pageBytes, most));
      this.at = 0;
    }
    const start = this.at;
    this.at += this.page.write(text, start);
    return { page: this.page, start, end: this.at };
  }
}

/** Bodies as one JSON array in UTF-8, in a buffer of their own. */
export function joined(bodies: readonly Written[]): Uint8Array<ArrayBuffer> {
  let length = bodies.length + 1;
  for (const { start, end } of bodies) length += end - start;
  const all = Buffer.allocUnsafeSlow(length);
  let at = 0;
  all[at++] = openingBracket;
  for (const { page, start, end } of bodies) {
    if (at > 1) all[at++] = comma;
    at += page.copy(all, at, start, end);
  }
  all[at] = closingBracket;
  return all;
}

const openingBracket = 0x5b;
const closingBracket = 0x5d;
const comma = 0x2c;
