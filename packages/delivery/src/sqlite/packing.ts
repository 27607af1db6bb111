import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** What is shorter is kept as it is: packing it would cost more than the pages that it saves. */
const least = 4096;

/** Speed before size: the size of calls, which are much alike, shrinks to a fraction at any level. */
const options = { params: { [constants.ZSTD_c_compressionLevel]: -1 }, chunkSize: 16 * 1024 };

/** Bytes as they are kept: packed when they are many. Most of what a commit costs is writing pages. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isPacked: 0 | 1;
}

export function pack(bytes: Uint8Array<ArrayBuffer>): Packed {
  return bytes.byteLength < least ? { bytes, isPacked: 0 } : { bytes: zstdCompressSync(bytes, options), isPacked: 1 };
}

/** The bytes, in a buffer of their own, which can be given away to another thread. */
export function unpack({ bytes, isPacked }: Packed): Uint8Array<ArrayBuffer> {
  if (!isPacked) return bytes;
  // With room for all of it at once nothing is put together from pieces: that would leave as much garbage as there are bytes.
  const unpacked = zstdDecompressSync(bytes, { chunkSize: sizeOf(bytes) + 64 });
  const isInPool = unpacked.buffer.byteLength === Buffer.poolSize;
  return isInPool ? new Uint8Array(unpacked) : unpacked;
}

/** How many bytes come out, as the head of a frame of Zstandard tells (RFC 8878, section 3.1.1.1); a guess where it does not. */
function sizeOf(frame: Uint8Array): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const descriptor = view.getUint8(4);
  const isWhole = (descriptor & 0x20) !== 0;
  const at = 5 + (isWhole ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]!;
  const sizeFlag = descriptor >> 6;
  if (sizeFlag === 1) return view.getUint16(at, true) + 256;
  // Less than 256 bytes are never packed, and 4 GB and more neither.
  return sizeFlag === 2 ? view.getUint32(at, true) : 8 * frame.byteLength;
}

/** A text as it is kept: packed when it is long. */
export type PackedText = string | Uint8Array<ArrayBuffer>;

export function packText(text: string): PackedText {
  return text.length < least ? text : pack(Buffer.from(text)).bytes;
}

export function textIn(packed: PackedText): string {
  return typeof packed === 'string' ? packed : new TextDecoder().decode(unpack({ bytes: packed, isPacked: 1 }));
}
