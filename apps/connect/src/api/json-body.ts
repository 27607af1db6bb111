import { isUtf8 } from 'node:buffer';
import { Refusal } from '../http/refusal.ts';

/** The JSON value of a request's body. What can't be read as JSON is a 500: the vendor's answer, which clients retry. */
export function parseJson(body: unknown): unknown {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (bytes.length === 0) throw new Refusal(500, 'Malformed JSON: the body is empty');
  if (!isUtf8(bytes)) throw new Refusal(500, 'Malformed JSON: the body is not UTF-8');
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    // The parser's own message quotes the body, so only the place is taken from it.
    const place = /at position \d+/.exec((error as Error).message)?.[0];
    throw new Refusal(500, `Malformed JSON${place ? ` ${place}` : ''}`);
  }
}
