import { Gathered, isBlank, type Piece, type Splitter } from './piece.ts';

const newline = 0x0a;

/** NDJSON: a value a line. Blank lines are passed over; the last line may lack its line break. */
export class LineSplitter implements Splitter {
  private readonly rest = new Gathered();
  private line = 1;

  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let start = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, start)) {
      this.finish(chunk.subarray(start, at), pieces);
      start = at + 1;
      this.line++;
    }
    this.rest.add(chunk.subarray(start));
    return pieces;
  }

  end(): Piece[] {
    const pieces: Piece[] = [];
    if (!this.rest.isEmpty) this.finish(Buffer.alloc(0), pieces);
    return pieces;
  }

  private finish(last: Buffer, pieces: Piece[]): void {
    const piece = this.rest.finish(last, this.line);
    if (piece.problem !== undefined || !isBlank(piece.bytes)) pieces.push(piece);
  }
}
