import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as compact from '../../src/compact/index.ts';
import { begin, noted } from '../../src/compact/run.ts';
import { words } from '../../src/words/index.ts';
import { listening } from './listening.ts';

/* The words of a page give what the words of a server give, and warn of the same. */

const ours = compact as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>;

const digits = (most: number) => fc.integer({ min: 0, max: most }).map((one) => String(one).padStart(2, '0'));
const time = fc
  .tuple(
    fc.constantFrom('0000', '0099', '1970', '2019', '2020', '9999'),
    digits(13),
    digits(32),
    fc.constantFrom('T', 't', ' ', ''),
    digits(25),
    digits(60),
    fc.constantFrom('', ':00', ':59', ':60', ':00.000', ':00,5', ':59.1239', ':00.0001', ':7'),
    fc.constantFrom('', 'Z', 'z', '+01', '-00:30', '+0545', '-23:59', '+99:99', '+1'),
  )
  .map(([year, month, day, mark, hour, minute, rest, zone]) =>
    mark === '' ? `${year}-${month}-${day}` : `${year}-${month}-${day}${mark}${hour}:${minute}${rest}${zone}`,
  );
const zone = fc.constantFrom(
  'UTC',
  'GMT',
  'Europe/Berlin',
  'europe/berlin',
  'Asia/Kolkata',
  'PST',
  '+02:00',
  'Etc/GMT+5',
);
const name = fc.constantFrom(
  '',
  '-',
  'id',
  'ID',
  'user id',
  'userId',
  '__proto__',
  'ı',
  'Straße',
  'strasse',
  'toString',
);
const object = fc.dictionary(name, fc.integer(), { maxKeys: 4, noNullPrototype: true });
const names = fc.oneof(name, fc.array(fc.oneof(name, fc.integer())), fc.constantFrom(7, undefined, null));
const any = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, 7, '', ' ', ['2020-01-02'], ['Europe/Berlin'], {}),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const given: Readonly<Record<string, fc.Arbitrary<unknown[]>>> = {
  loose: fc.tuple(fc.oneof(object, any), fc.oneof(name, any)),
  looseKey: fc.tuple(fc.oneof(object, any), fc.oneof(name, any)),
  omit: fc.tuple(fc.oneof(object, any), names, names),
  omitLoose: fc.tuple(fc.oneof(object, any), names, names),
  present: fc.tuple(any),
  text: fc.tuple(any),
  cut: fc.tuple(
    fc.oneof(any, fc.string({ unit: 'binary' })),
    fc.oneof(fc.integer({ min: -1, max: 9 }), fc.constantFrom(2.5, undefined, '3')),
  ),
  isTimeZone: fc.tuple(fc.oneof(zone, any)),
  unixSeconds: fc.tuple(fc.oneof(time, time, any)),
};

test.each(words.map((word) => [word.name, word] as const))('$%s', (name, word) => {
  fc.assert(
    fc.property(given[name]!, (args) => {
      const state = listening();
      begin(undefined, { settings: {}, now: 0 });
      expect(ours[name]!(...args)).toStrictEqual(word.run(state, ...args));
      expect(noted().warnings.length).toBe(state.warnings.length);
    }),
    { numRuns: process.env.CROSSWALK_LONG === '1' ? 100_000 : 1000 },
  );
});
