import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, callWith, listening } from './listening.ts';

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?)?$/;

/** The same by a regular expression and the calendar of the language. */
function plainly(text: string): number | undefined {
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0', sign, hours = 0, minutes = 0] =
    iso.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return undefined;
  const isMidnight = Number(hour) === 24 && Number(minute) + Number(second) + Number(fraction) === 0;
  if ((Number(hour) > 23 && !isMidnight) || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  const whole = date.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return (whole * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))) / 1000;
}

describe('$unixSeconds', () => {
  test.each([
    ['2020-01-02T03:04:05.678Z', 1577934245.678],
    ['2020-01-02T03:04:05,6Z', 1577934245.6],
    ['2020-01-02t03:04:05.6789z', 1577934245.678],
    ['2020-01-02', 1577923200],
    ['2020-01-02T03:04', 1577934240],
    ['2020-01-02T03:04:05', 1577934245],
    ['2020-01-02T03:04:05+0100', 1577930645],
    ['2020-01-02T03:04:05-01', 1577937845],
    ['2020-02-29', 1582934400],
    ['2000-02-29', 951782400],
    ['2020-01-01T24:00:00.000Z', 1577923200],
    ['1969-12-31T23:59:59.5Z', -0.5],
    ['0000-01-01', -62167219200],
  ])('%j is %d', (text, seconds) => {
    expect(call('unixSeconds', text)).toBe(seconds);
  });

  test.each([
    '2021-02-29',
    '1900-02-29',
    '2020-00-01',
    '2020-13-01',
    '2020-04-31',
    '2020-01-00',
    '2020-01-02T24:00:00.0000001Z',
    '2020-01-02T25:00',
    '2020-01-02T03:60',
    '2020-01-02T03:04:60',
    '2020-01-02T03:04:05.Z',
    '2020-01-02T03:04:05ZZ',
    '2020-01-02T03:04:05+1',
    '2020-01-02T03:04:05+01:',
    '2020-01-02T03:04:05+01:000',
    '2020-01-02T',
    '2020-01-02 03:04',
    '20200102',
    '٢٠٢٠-01-02',
    '202x-01-02',
    '2020-x1-02',
    '2020-01-0x',
    'yesterday',
  ])('%j is no time, with a warning that does not show it', (text) => {
    const state = listening();
    expect(callWith(state, 'unixSeconds', text)).toBeUndefined();
    expect(state.warnings).toEqual([
      `R402 a time in ISO 8601 is wanted, a text of ${text.length} characters was found`,
    ]);
  });

  test('is what a regular expression and the calendar say', () => {
    const digits = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
    const part = (mark: string, ...more: string[]) => fc.constantFrom(mark, mark, mark, ...more);
    const date = fc.tuple(
      digits(4),
      part('-', '/'),
      fc.integer({ min: 0, max: 13 }),
      part('-', ''),
      fc.integer({ min: 0, max: 32 }),
    );
    const two = (value: number) => String(value).padStart(2, '0');
    const time = fc.tuple(
      part('T', 't', ' '),
      fc.integer({ min: 0, max: 25 }),
      part(':', '.'),
      fc.integer({ min: 0, max: 60 }),
    );
    const seconds = fc.tuple(
      part(':', ''),
      digits(2),
      fc.constantFrom('', '.', ','),
      fc.constantFrom('', '0', '000', '5', '25', '999', '1234567'),
    );
    const zone = fc.constantFrom('', 'Z', 'z', '+01:00', '-0330', '+14', '+1', '-', '+00:0', 'ZZ', ' ');
    const text = fc
      .tuple(date, fc.option(time), fc.option(seconds), zone)
      .map(([[year, a, month, b, day], hours, rest, end]) => {
        const clock = hours ? `${hours[0]}${two(hours[1])}${hours[2]}${two(hours[3])}` : '';
        return `${year}${a}${two(month)}${b}${two(day)}${clock}${rest ? rest.join('') : ''}${end}`;
      });
    fc.assert(
      fc.property(text, (given) => {
        expect(call('unixSeconds', given)).toBe(plainly(given));
      }),
      { numRuns: 2000 },
    );
  });
});
