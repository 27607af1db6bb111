import fc from 'fast-check';
import jsonata from 'jsonata';
import { expect, test, vi } from 'vitest';
import { budgetOf } from '../../src/budget.ts';
import { formatInteger, formatNumber, fromMillis, parseInteger, toMillis } from '../../src/pictures/index.ts';
import * as any from './arbitrary.ts';

/** Ours against the jsonata package: equal values, and equal codes of errors. */

const numRuns = process.env.CROSSWALK_LONG ? 100_000 : 1_500;
if (process.env.CROSSWALK_LONG) vi.setConfig({ testTimeout: 600_000 });

type Outcome = { readonly value: unknown } | { readonly code: string };

/** `crash` is an error without a code: the reference has met something it did not think of. */
function outcomeOf(error: unknown): Outcome {
  return { code: (error as { code?: string }).code ?? 'crash' };
}

function ours(run: () => unknown): Outcome {
  try {
    return { value: run() };
  } catch (error) {
    return outcomeOf(error);
  }
}

const compiled = new Map<string, jsonata.Expression>();

async function reference(source: string, input: object): Promise<Outcome> {
  const expression = compiled.get(source) ?? jsonata(source);
  compiled.set(source, expression);
  try {
    return { value: await expression.evaluate(input) };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** A number that JSON does not have, written out, perhaps with separators between its letters. */
function isNoNumber(value: unknown): boolean {
  return /NaN|Infinity/.test(String(value).replace(/[^a-z]/gi, ''));
}

/** The differences that we choose: see pictures/index.ts. Wherever the reference gives a value that JSON has, ours is equal. */
function isChosen(own: Outcome, other: Outcome): boolean {
  const unusable = 'code' in other ? other.code === 'crash' : isNoNumber(other.value);
  if ('value' in own) return own.value === undefined && unusable;
  if (own.code === 'D3132') return 'value' in other && String(other.value).includes('undefined');
  return own.code !== 'crash' && unusable;
}

function compare(own: Outcome, other: Outcome): void {
  if (isChosen(own, other)) return;
  // -0 and 0 are one in JSON.
  if ('value' in own && 'value' in other && own.value === 0 && other.value === 0) return;
  expect(own).toEqual(other);
}

const unlimited = budgetOf();

test('$formatNumber', async () => {
  const property = fc.asyncProperty(
    any.numbers,
    any.numberPictures,
    any.numberOptions,
    async (value, picture, options) => {
      const own = ours(() => formatNumber(value, picture, options, unlimited));
      compare(own, await reference('$formatNumber(value, picture, options)', { value, picture, options }));
    },
  );
  await fc.assert(property, { numRuns });
});

test('$formatInteger', async () => {
  const property = fc.asyncProperty(any.integers, any.integerPictures, async (value, picture) => {
    const own = ours(() => formatInteger(value, picture, unlimited));
    compare(own, await reference('$formatInteger(value, picture)', { value, picture }));
  });
  await fc.assert(property, { numRuns });
});

test('$parseInteger of any text', async () => {
  const property = fc.asyncProperty(any.words, any.integerPictures, async (text, picture) => {
    const own = ours(() => parseInteger(text, picture, unlimited));
    compare(own, await reference('$parseInteger(text, picture)', { text, picture }));
  });
  await fc.assert(property, { numRuns });
});

test('$parseInteger of what $formatInteger writes', async () => {
  const property = fc.asyncProperty(
    fc.nat(5_000),
    any.integerPictures,
    any.integerPictures,
    async (value, picture, other) => {
      const written = ours(() => formatInteger(value, picture, unlimited));
      fc.pre('value' in written);
      const text = (written as { value: string }).value;
      for (const by of [picture, other]) {
        const own = ours(() => parseInteger(text, by, unlimited));
        compare(own, await reference('$parseInteger(text, picture)', { text, picture: by }));
      }
    },
  );
  await fc.assert(property, { numRuns });
});

test('$fromMillis', async () => {
  const pictures = fc.option(any.datePictures, { nil: undefined, freq: 8 });
  const property = fc.asyncProperty(any.moments, pictures, any.timezones, async (millis, picture, timezone) => {
    const own = ours(() => fromMillis(millis, picture, timezone, unlimited));
    compare(own, await reference('$fromMillis(millis, picture, timezone)', { millis, picture, timezone }));
  });
  await fc.assert(property, { numRuns });
});

test('$toMillis by a picture', async () => {
  const property = fc.asyncProperty(any.moments, any.datePictures, any.datePictures, any.words, async (...drawn) => {
    const [millis, picture, other, words] = drawn;
    const written = ours(() => fromMillis(millis, picture, undefined, unlimited));
    const text = 'value' in written ? String(written.value) : words;
    for (const by of [picture, other]) {
      // Missing parts of a date come from the time of the evaluation, which the reference tells.
      const told = await reference('{"now": $millis(), "read": $toMillis(text, picture)}', { text, picture: by });
      const { now, read } = 'value' in told ? (told.value as { now: number; read?: unknown }) : { now: 0 };
      const own = ours(() => toMillis(text, by, now, unlimited));
      compare(own, 'value' in told ? { value: read } : told);
    }
  });
  await fc.assert(property, { numRuns: Math.ceil(numRuns / 3) });
});

test('$toMillis of ISO dates', async () => {
  const property = fc.asyncProperty(any.isoDates, async (text) => {
    const own = ours(() => toMillis(text, undefined, 0, unlimited));
    compare(own, await reference('$toMillis(text)', { text }));
  });
  await fc.assert(property, { numRuns });
});
