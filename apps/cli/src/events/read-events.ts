import { isUtf8 } from 'node:buffer';
import { LineSplitter } from './line-splitter.ts';
import type { Piece, Splitter } from './piece.ts';
import { ValueSplitter } from './value-splitter.ts';

/** An event as it stands in the input, or why it cannot be read. Problems hold no values. */
export type ReadEvent =
  | { readonly line: number; readonly value: unknown; readonly bytes: number; readonly problem?: never }
  | { readonly line: number; readonly problem: string; readonly value?: never };

/**
 * Events of a stream, in order, as many at a time as one chunk gives: NDJSON; one JSON array, read item by item; or
 * objects printed over several lines. Holds one chunk and one event at a time in memory.
 */
export async function* readEvents(source: AsyncIterable<Uint8Array>): AsyncGenerator<ReadEvent[]> {
  let splitter: Splitter | undefined;
  let head = Buffer.alloc(0);
  for await (const bytes of source) {
    let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!splitter) {
      head = Buffer.concat([head, chunk]);
      splitter = splitterFor(head);
      chunk = withoutMark(head);
    }
    if (splitter) yield splitter.push(chunk).map(parse);
  }
  if (!splitter) {
    splitter = new LineSplitter();
    yield splitter.push(withoutMark(head)).map(parse);
  }
  yield splitter.end().map(parse);
}

/** The first line tells the form; nothing while too little of it is there. */
function splitterFor(head: Buffer): Splitter | undefined {
  const start = withoutMark(head).toString('latin1').trimStart();
  if (start.startsWith('[')) return new ValueSplitter('array');
  if (/^\{[ \t\r]*\n/.test(start)) return new ValueSplitter('objects');
  return /^\{?\s*$/.test(start) && head.length < 65_536 ? undefined : new LineSplitter();
}

function withoutMark(head: Buffer): Buffer {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}

function parse({ line, bytes, problem }: Piece): ReadEvent {
  if (problem !== undefined) return { line, problem };
  if (!isUtf8(bytes)) return { line, problem: 'not written in UTF-8' };
  try {
    return { line, value: JSON.parse(bytes.toString('utf8')) as unknown, bytes: bytes.length };
  } catch (error) {
    return { line, problem: `not JSON${placeIn(error)}` };
  }
}

/** Only the place: the rest of the parser's message quotes the input. */
function placeIn(error: unknown): string {
  const position = /at position (\d+)/.exec(String((error as Error).message))?.[1];
  return position === undefined ? '' : ` (from character ${Number(position) + 1} on)`;
}
