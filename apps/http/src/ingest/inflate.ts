import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { limits } from '@crosswalk/segment';

/** The body as text bytes, or why there is none. */
export type Inflated =
  | { readonly bytes: Buffer; readonly fault?: never }
  | { readonly fault: 'too large' | 'not gzip'; readonly bytes?: never };

const inflateBytes = promisify(gunzip);

/**
 * The body without its gzip, of at most 4 MB. Told by its first bytes, not by the header: some proxies unpack a body and
 * leave the header, some clients pack and send none; and JSON never begins with these bytes.
 */
export async function inflate(body: Buffer): Promise<Inflated> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return { bytes: body };
  try {
    return { bytes: await inflateBytes(body, { maxOutputLength: limits.bodyBytes }) };
  } catch (error) {
    return { fault: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'not gzip' };
  }
}
