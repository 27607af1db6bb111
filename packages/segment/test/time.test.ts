import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctClock, parseTime } from '../src/time.ts';
import { receivedAt, taken } from './calls.ts';

const track = { type: 'track', userId: 'u', event: 'Signed Up' };
const times = (call: Readonly<Record<string, unknown>>) => [call.timestamp, call.originalTimestamp];

describe('the time of a call', () => {
  test("is corrected by how far the client's clock is off", () => {
    const call = taken({ ...track, timestamp: '2026-11-23T14:59:50.000Z', sentAt: '2026-11-23T15:00:00.000Z' });
    expect(times(call)).toEqual(['2026-11-23T13:59:52.000Z', '2026-11-23T14:59:50.000Z']);
    expect(call.sentAt).toBe('2026-11-23T15:00:00.000Z');
  });

  test("is corrected by the batch's sentAt, which wins over the call's own", () => {
    const batch = { sentAt: '2026-11-23T15:00:00.000Z' };
    const call = taken(
      { ...track, timestamp: '2026-11-23T14:59:50.000Z', sentAt: '2026-11-22T00:00:00.000Z' },
      { batch },
    );
    expect(call.timestamp).toBe('2026-11-23T13:59:52.000Z');
    expect(call.sentAt).toBe('2026-11-23T15:00:00.000Z');
  });

  test("is Rudder's originalTimestamp where there is no timestamp", () => {
    const call = taken({ ...track, originalTimestamp: '2026-11-23T13:00:00.000Z', sentAt: '2026-11-23T13:00:01.000Z' });
    expect(times(call)).toEqual(['2026-11-23T14:00:01.000Z', '2026-11-23T13:00:00.000Z']);
  });

  test('stays when both times are given: it was decided upon before', () => {
    const archived = {
      ...track,
      timestamp: '2020-01-02T03:04:05.678Z',
      originalTimestamp: '2020-01-02T04:04:05.000Z',
      sentAt: '2020-01-02T04:04:06.000Z',
    };
    expect(times(taken(archived))).toEqual(['2020-01-02T03:04:05.678Z', '2020-01-02T04:04:05.000Z']);
  });

  test('stays as the client wrote it when the request does not tell when it was sent', () => {
    for (const timestamp of ['2020-01-02T03:04:05.678Z', '2020-01-02T03:04:05+02:00', '2020-01-02']) {
      expect(times(taken({ ...track, timestamp }))).toEqual([timestamp, timestamp]);
    }
  });

  test('is the time of receipt when the client tells none', () => {
    for (const timestamp of [undefined, null, '', ' ']) {
      expect(times(taken({ ...track, timestamp, sentAt: '2026-11-23T15:00:00.000Z' }))).toEqual([
        receivedAt,
        undefined,
      ]);
    }
  });

  test('stays as it is when it is no time: the mapping warns', () => {
    for (const timestamp of ['yesterday', 1577934245678, { at: 1 }, '2026-13-01T00:00:00Z']) {
      expect(taken({ ...track, timestamp, sentAt: '2026-11-23T15:00:00.000Z' }).timestamp).toEqual(timestamp);
    }
  });

  test('is not corrected by a sentAt that is no time', () => {
    expect(taken({ ...track, timestamp: '2026-11-23T13:00:00Z', sentAt: 'now' }).timestamp).toBe(
      '2026-11-23T13:00:00Z',
    );
  });

  test('of a history import lies years back, and stays there', () => {
    const call = taken({ ...track, timestamp: '2012-12-02T00:30:08.276Z', sentAt: '2026-11-23T14:00:01.900Z' });
    expect(call.timestamp).toBe('2012-12-02T00:30:08.376Z');
  });

  test('is not corrected out of the calendar', () => {
    const call = taken({ ...track, timestamp: '9999-12-31T23:59:59Z', sentAt: '2020-01-01T00:00:00Z' });
    expect(call.timestamp).toBe('9999-12-31T23:59:59Z');
  });
});

describe('ISO 8601', () => {
  const at = Date.UTC(2020, 0, 2, 3, 4, 5, 678);
  test.each([
    ['2020-01-02T03:04:05.678Z', at],
    ['2020-01-02t03:04:05.678z', at],
    ['2020-01-02 03:04:05.678', at],
    ['2020-01-02T03:04:05,678', at],
    ['2020-01-02T03:04:05.678901234Z', at],
    ['2020-01-02T05:04:05.678+02:00', at],
    ['2020-01-02T05:04:05.678+0200', at],
    ['2020-01-02T05:04:05.678+02', at],
    ['2020-01-01T21:34:05.678-05:30', at],
    ['2020-01-02T03:04', Date.UTC(2020, 0, 2, 3, 4)],
    ['2020-01-02', Date.UTC(2020, 0, 2)],
    ['2020-01-02T24:00:00.000Z', Date.UTC(2020, 0, 3)],
    ['2020-01-02T24:00', Date.UTC(2020, 0, 3)],
    ['2024-02-29T00:00:00.000Z', Date.UTC(2024, 1, 29)],
    ['0050-01-01T00:00:00.000Z', new Date(0).setUTCFullYear(50, 0, 1)],
  ])('%s', (text, millis) => {
    expect(parseTime(text)).toBe(millis);
  });

  test.each([
    '2026-02-30T00:00:00.000Z',
    '2100-02-29T00:00:00.000Z',
    '2026-04-31',
    '2026-00-10',
    '2020-01-02T24:00:01.000Z',
    '2020-01-02T25:00',
    '2020-01-02T03:60Z',
    '2020-01-02T03:04:61Z',
    '2020-1-2',
    'Thu, 02 Jan 2020 03:04:05 GMT',
    '1577934245',
    '2020-01-02T03:04:05.678Z ',
    '',
  ])('not %s', (text) => {
    expect(parseTime(text)).toBeNaN();
  });

  test('what a Date writes is read back', () => {
    const range = {
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    };
    fc.assert(fc.property(fc.date(range), (date) => parseTime(date.toISOString()) === date.getTime()));
  });

  test('of any year with four digits is written as a Date writes it', () => {
    const range = {
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        const text = date.toISOString();
        return correctClock(text, text, text) === text;
      }),
    );
  });
});
