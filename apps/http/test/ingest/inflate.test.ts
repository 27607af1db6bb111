import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../src/ingest/inflate.ts';

describe('a body', () => {
  it('is unpacked where it is gzip, whatever the headers said', async () => {
    expect((await inflate(gzipSync('{"a":1}'))).bytes?.toString()).toBe('{"a":1}');
    expect((await inflate(Buffer.from('{"a":1}'))).bytes?.toString()).toBe('{"a":1}');
  });

  it('that would fill the memory is stopped by its inflated size', async () => {
    expect(await inflate(gzipSync(Buffer.alloc(50 * 1024 * 1024)))).toEqual({ fault: 'too large' });
    expect((await inflate(gzipSync(Buffer.alloc(4 * 1024 * 1024)))).bytes).toHaveLength(4 * 1024 * 1024);
  });

  it('that is broken or cut off says so', async () => {
    expect(await inflate(Buffer.of(0x1f, 0x8b, 1, 2, 3))).toEqual({ fault: 'not gzip' });
    expect(await inflate(gzipSync('x'.repeat(1000)).subarray(0, 15))).toEqual({ fault: 'not gzip' });
  });
});
