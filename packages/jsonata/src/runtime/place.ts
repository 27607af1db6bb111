import { JsonataError } from '../error.ts';

/** Where a node of an expression stands: start, end (offsets), line, column (from 1). */
export type Spot = readonly [start: number, end: number, line: number, column: number];

/** What an error at a node should say: its place, its token, and the places of its operands or arguments. */
export interface Place {
  readonly at: Spot;
  readonly token?: string;
  readonly parts?: readonly Spot[];
  /** The named function whose source this is; absent: the expression itself. */
  readonly origin?: string;
}

const leftSide = new Set(['T2001', 'T2003']);
const rightSide = new Set(['T2002', 'T2004']);

/**
 * Adds the place to an error that a runtime function threw, unless an inner place was added before. What the JavaScript
 * engine itself can't hold gets the code that the limit for it would have.
 */
export function placed(error: unknown, place: Place | undefined): unknown {
  const known = error instanceof RangeError ? outOfRange(error) : error;
  if (!(known instanceof JsonataError) || known.placed || place === undefined) return known;
  const { code, index } = known;
  const part = leftSide.has(code) ? 0 : rightSide.has(code) ? 1 : index === undefined ? -1 : index - 1;
  const [start, end, line, column] = place.parts?.[part] ?? place.at;
  if (known.token === undefined && place.token !== undefined) known.token = place.token;
  return known.place({ start, end }, { line, column }, place.origin);
}

function outOfRange(error: RangeError): JsonataError {
  // No regular expressions here: where the stack has run out, they can't be compiled either.
  const { message } = error;
  if (message.includes('call stack')) return tooDeep();
  return message.includes('string') || message.includes('count')
    ? new JsonataError('D1015', 'a text would become longer than JavaScript allows')
    : new JsonataError('D1016', 'an array would become longer than JavaScript allows');
}

export function tooDeep(): JsonataError {
  return new JsonataError('D1011', 'functions call each other too deeply; a call in last position needs no depth');
}
