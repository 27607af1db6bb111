import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** What is shorter is kept as it is: packing it would cost more than the pages that it saves. */
const least = 4096;

/** Speed before size: the size of calls, which are much alike, shrinks to a fraction at any level. */
const options = { params: { [constants.ZSTD_c_compressionLevel]: -1 } };

/** Bytes as they are kept: packed when they are many. Most of what a commit costs is writing pages. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isPacked: 0 | 1;
}

export function pack(bytes: Uint8Array<ArrayBuffer>): Packed {
  return bytes.byteLength < least ? { bytes, isPacked: 0 } : { bytes: zstdCompressSync(bytes, options), isPacked: 1 };
}

/** The bytes, in a buffer of their own: what unpacking gives lies in a pool, which can't be given away to another thread. */
export function unpack({ bytes, isPacked }: Packed): Uint8Array<ArrayBuffer> {
  return isPacked ? new Uint8Array(zstdDecompressSync(bytes)) : bytes;
}

export function packText(text: string): Packed {
  return pack(Buffer.from(text));
}

export function unpackText(packed: Packed): string {
  const { buffer, byteOffset, byteLength } = unpack(packed);
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}
