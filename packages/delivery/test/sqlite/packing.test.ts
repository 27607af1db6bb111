import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, packText, textIn, unpack } from '../../src/sqlite/packing.ts';

it('what is packed comes back as it was, in a buffer that can be given away', () => {
  const piece = fc.uint8Array({ minLength: 1, maxLength: 2000, size: 'max' });
  fc.assert(
    fc.property(piece, fc.integer({ min: 1, max: 400 }), (some, times) => {
      const bytes = new Uint8Array(some.length * times);
      for (let at = 0; at < bytes.length; at += some.length) bytes.set(some, at);
      const unpacked = unpack(pack(bytes));
      expect(Buffer.compare(unpacked, bytes)).toBe(0);
      const { length } = bytes;
      expect(structuredClone(unpacked, { transfer: [unpacked.buffer] }).length).toBe(length);
    }),
  );
});

it('texts come back as they were, short and long', () => {
  for (const text of ['', 'short', 'ä'.repeat(5000)]) expect(textIn(packText(text))).toBe(text);
});
