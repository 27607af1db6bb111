/** SHA-1 (FIPS 180-4) as hexadecimal digits. Synchronous, and there also on pages without https, where crypto.subtle is not. */
export function sha1(bytes: Uint8Array): string {
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const length = ((bytes.length + 72) >> 6) << 4;
  const words: number[] = Array(length).fill(0);
  [...bytes, 0x80].forEach((byte, index) => {
    words[index >> 2]! |= byte << (24 - (index % 4) * 8);
  });
  words[length - 1] = bytes.length * 8;
  for (let block = 0; block < length; block += 16) {
    const schedule = words.slice(block, block + 16);
    let mixed = state;
    for (let round = 0; round < 80; round++) {
      const [a, b, c, d, e] = mixed as [number, number, number, number, number];
      schedule[round] ??= rotate(
        schedule[round - 3]! ^ schedule[round - 8]! ^ schedule[round - 14]! ^ schedule[round - 16]!,
        1,
      );
      const part = [
        ((b & c) | (~b & d)) + 0x5a827999,
        (b ^ c ^ d) + 0x6ed9eba1,
        ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc,
        (b ^ c ^ d) + 0xca62c1d6,
      ][Math.floor(round / 20)]!;
      mixed = [(rotate(a, 5) + part + e + schedule[round]!) | 0, a, rotate(b, 30), c, d];
    }
    state = state.map((value, index) => (value + mixed[index]!) | 0);
  }
  return state.map((value) => (value >>> 0).toString(16).padStart(8, '0')).join('');
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));
