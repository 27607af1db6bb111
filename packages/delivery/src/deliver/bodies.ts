/** A request that a call became: its body as JSON in UTF-8, somewhere in a page of them. */
export interface WrittenRequest {
  readonly operation: string;
  readonly page: Page;
  readonly start: number;
  readonly end: number;
}

/** A piece of memory outside of the heap, and how many bodies in it are still to be sent. */
interface Page {
  readonly bytes: Buffer;
  left: number;
}

/** Small, as one body that waits long holds on to all of its page. */
const pageBytes = 16 * 1024;

/** Pages that are kept to be written anew. */
const mostSpare = 256;

/**
 * Writes bodies into pages of bytes. Thousands of calls wait for their neighbours at any time; as texts they would be most
 * of the heap, and the collector would copy each of them twice.
 */
export class Bodies {
  private page: Page = { bytes: Buffer.alloc(0), left: 0 };
  private at = 0;
  private readonly spare: Page[] = [];

  write(operation: string, body: object): WrittenRequest {
    const text = JSON.stringify(body);
    // A character takes three bytes at most: those that take four count as two.
    const most = text.length * 3;
    if (this.at + most > this.page.bytes.length) this.turn(most);
    const { page, at: start } = this;
    this.at += page.bytes.write(text, start);
    page.left++;
    return { operation, page, start, end: this.at };
  }

  /** Bodies as one JSON array in UTF-8, in a buffer of their own. Each may be joined once. */
  join(requests: readonly WrittenRequest[]): Uint8Array<ArrayBuffer> {
    let length = 1 + Math.max(1, requests.length);
    for (const { start, end } of requests) length += end - start;
    const all = Buffer.allocUnsafeSlow(length);
    let at = 0;
    all[at++] = openingBracket;
    for (const { page, start, end } of requests) {
      if (at > 1) all[at++] = comma;
      at += page.bytes.copy(all, at, start, end);
      this.release(page);
    }
    all[at] = closingBracket;
    return all;
  }

  private turn(most: number): void {
    const isUsual = most <= pageBytes;
    this.page = (isUsual && this.spare.pop()) || { bytes: Buffer.allocUnsafeSlow(Math.max(pageBytes, most)), left: 0 };
    this.at = 0;
  }

  private release(page: Page): void {
    page.left--;
    const isSpare = page.left === 0 && page !== this.page && page.bytes.length === pageBytes;
    if (isSpare && this.spare.length < mostSpare) this.spare.push(page);
  }
}

const openingBracket = 0x5b;
const closingBracket = 0x5d;
const comma = 0x2c;
