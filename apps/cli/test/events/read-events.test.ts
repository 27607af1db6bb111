import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadEvent, readEvents } from '../../src/events/read-events.ts';

async function read(input: string | Uint8Array, chunk = 7): Promise<ReadEvent[]> {
  const bytes = Buffer.from(input as string);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, at) =>
    bytes.subarray(at * chunk, (at + 1) * chunk),
  );
  const events: ReadEvent[] = [];
  for await (const some of readEvents(asStream(chunks))) events.push(...some);
  return events;
}

async function* asStream(chunks: readonly Uint8Array[]) {
  yield* chunks;
}

const lines = (events: readonly ReadEvent[]) => events.map(({ line, value, problem }) => [line, problem ?? value]);

describe('events are read', () => {
  it('from lines, with blank ones, CRLF, a byte order mark and no line break at the end', async () => {
    expect(lines(await read('\uFEFF{"a":1}\r\n\r\n  \n{"a":"ü"}\r\n3'))).toEqual([
      [1, { a: 1 }],
      [4, { a: 'ü' }],
      [5, 3],
    ]);
  });

  it('past a line that is no JSON, without quoting what stands there', async () => {
    expect(lines(await read('{"a":1}\n{"email":"a@b.c",}\nnull\nMichael Bolton\n{"a":2}\n'))).toEqual([
      [1, { a: 1 }],
      [2, 'not JSON (from character 18 on)'],
      [3, null],
      [4, 'not JSON'],
      [5, { a: 2 }],
    ]);
  });

  it('past a line that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xe4), Buffer.from('"}\n{"a":1}\n')]);
    expect(lines(await read(bytes))).toEqual([
      [1, 'not written in UTF-8'],
      [2, { a: 1 }],
    ]);
  });

  it('past a line of 17 MB, which is not kept', async () => {
    const [first, second] = await read(`{"a":"${'x'.repeat(17 * 1024 * 1024)}"}\n{"a":1}`, 65_536);
    expect(first).toEqual({ line: 1, problem: 'longer than 16 MB' });
    expect(second).toMatchObject({ line: 2, value: { a: 1 } });
  });

  it('from one JSON array, item by item, each with its line', async () => {
    expect(lines(await read('\n[\n  {"a": "],[\\"{"},\n  [1, {"b": 2}],\n\n  3\n]\n'))).toEqual([
      [3, { a: '],["{' }],
      [4, [1, { b: 2 }]],
      [6, 3],
    ]);
  });

  it('from arrays that hold nothing, a mistake, too little or too much', async () => {
    expect(lines(await read('[]'))).toEqual([]);
    expect(lines(await read('[1,,2]'))).toEqual([
      [1, 1],
      [1, 'an item is missing between two commas'],
      [1, 2],
    ]);
    expect(lines(await read('[{"a":1},\n{"b":}]'))).toEqual([
      [1, { a: 1 }],
      [2, expect.stringContaining('not JSON')],
    ]);
    expect(lines(await read('[{"a":1},\n{"b":2}\n'))).toEqual([
      [1, { a: 1 }],
      [2, { b: 2 }],
      [3, 'the input ends before the array does'],
    ]);
    expect(lines(await read('[1] {"a":1}'))).toEqual([
      [1, 1],
      [1, 'something follows the end of the array'],
    ]);
  });

  it('from an object printed over several lines, and the next one', async () => {
    expect(lines(await read('{\n  "a": {\n    "b": "}"\n  }\n}\n{\n  "c": 1\n}'))).toEqual([
      [1, { a: { b: '}' } }],
      [6, { c: 1 }],
    ]);
  });

  it('from nothing', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n \n')).toEqual([]);
    expect(lines(await read('{'))).toEqual([[1, expect.stringContaining('not JSON')]]);
  });

  it('the same however the stream is cut, in each form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.object({ maxDepth: 2 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        async (given, chunk) => {
          const values = JSON.parse(JSON.stringify(given)) as unknown[];
          const forms = [
            values.map((value) => JSON.stringify(value)).join('\n'),
            JSON.stringify(values),
            JSON.stringify(values, null, 2),
            `{\n${JSON.stringify(values[0], null, 1).slice(1)}\n${values
              .slice(1)
              .map((value) => JSON.stringify(value, null, 1))
              .join('\n')}`,
          ];
          for (const form of forms)
            expect((await read(form, chunk)).map(({ value, problem }) => problem ?? value)).toEqual(values);
        },
      ),
      { numRuns: 100 },
    );
  });
});
