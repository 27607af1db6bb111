import { Gathered, isBlank, type Piece, type Splitter } from './piece.ts';

const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Values that span lines: the items of one JSON array, or objects printed one after the other. Looks at brackets and
 * quotes only, so an item is never held together with its neighbours and a broken one is left to JSON.parse.
 */
export class ValueSplitter implements Splitter {
  private readonly inArray: boolean;
  private readonly rest = new Gathered();
  private depth = 0;
  private inText = false;
  private escaped = false;
  private line = 1;
  private startLine = 1;
  private begun = false;
  private items = 0;
  private closed = false;
  private trailing = false;

  constructor(form: 'array' | 'objects') {
    this.inArray = form === 'array';
  }

  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte === newline) this.line++;
      if (!this.begun && byte > 0x20) this.startHere();
      if (this.inText) this.readText(byte);
      else if (byte === quote) this.inText = true;
      else if (this.closed) this.refuseRest(byte, pieces);
      else if (byte === openBracket || byte === openBrace) {
        // The array's own bracket belongs to no item.
        if (this.depth++ === 0 && this.inArray) start = this.begin(at + 1);
      } else if (byte === closeBracket || byte === closeBrace) {
        this.depth--;
        if (this.inArray && this.depth <= 0) {
          this.finish(chunk.subarray(start, at), pieces, this.items > 0);
          this.closed = true;
        } else if (!this.inArray && this.depth <= 0) {
          this.finish(chunk.subarray(start, at + 1), pieces, true);
          start = this.begin(at + 1);
        }
      } else if (byte === comma && this.inArray && this.depth === 1) {
        this.finish(chunk.subarray(start, at), pieces, true);
        start = this.begin(at + 1);
      }
    }
    if (!this.closed) this.rest.add(chunk.subarray(start));
    return pieces;
  }

  end(): Piece[] {
    if (this.closed) return [];
    const pieces: Piece[] = [];
    this.finish(Buffer.alloc(0), pieces, false);
    if (this.inArray) pieces.push({ line: this.line, problem: 'the input ends before the array does' });
    return pieces;
  }

  private readText(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) this.inText = false;
  }

  private startHere(): void {
    this.begun = true;
    this.startLine = this.line;
  }

  private begin(at: number): number {
    this.begun = false;
    this.depth = Math.max(this.depth, 0);
    return at;
  }

  private finish(last: Buffer, pieces: Piece[], mustHold: boolean): void {
    const piece = this.rest.finish(last, this.startLine);
    this.items++;
    if (piece.problem !== undefined || !isBlank(piece.bytes)) pieces.push(piece);
    else if (mustHold) pieces.push({ line: this.line, problem: 'an item is missing between two commas' });
  }

  private refuseRest(byte: number, pieces: Piece[]): void {
    if (this.trailing || byte <= 0x20) return;
    this.trailing = true;
    pieces.push({ line: this.line, problem: 'something follows the end of the array' });
  }
}
