/** SHA-1 (FIPS 180-4) of fewer than 2^29 bytes. Synchronous, and there also on pages without https, where crypto.subtle is not. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8);
  const words = new Int32Array(80);
  for (let block = 0; block < padded.byteLength; block += 64) {
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let round = 0; round < 80; round++) {
      words[round] =
        round < 16
          ? padded.getInt32(block + round * 4)
          : rotate(words[round - 3]! ^ words[round - 8]! ^ words[round - 14]! ^ words[round - 16]!, 1);
      const mixed =
        round < 20
          ? ((b & c) | (~b & d)) + 0x5a827999
          : round < 40
            ? (b ^ c ^ d) + 0x6ed9eba1
            : round < 60
              ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
              : (b ^ c ^ d) + 0xca62c1d6;
      [a, b, c, d, e] = [(rotate(a, 5) + mixed + e + words[round]!) | 0, a, rotate(b, 30), c, d];
    }
    [a, b, c, d, e].forEach((value, index) => {
      state[index]! += value;
    });
  }
  const digest = new DataView(new ArrayBuffer(20));
  for (let index = 0; index < 5; index++) digest.setInt32(index * 4, state[index]!);
  return new Uint8Array(digest.buffer);
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));
