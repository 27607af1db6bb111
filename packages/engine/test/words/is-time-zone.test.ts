import { describe, expect, test } from 'vitest';
import { call, callWith, listening } from './listening.ts';

describe('$isTimeZone', () => {
  test.each([
    'UTC',
    'GMT',
    'Etc/UTC',
    'Etc/GMT+5',
    'Etc/GMT-14',
    'Europe/Berlin',
    'Europe/Isle_of_Man',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Asia/Ust-Nera',
    'Africa/Dar_es_Salaam',
    'America/New_York',
    'America/Port-au-Prince',
    'America/Port_of_Spain',
    'America/Argentina/Buenos_Aires',
    'America/Argentina/ComodRivadavia',
    'America/North_Dakota/New_Salem',
    'America/Knox_IN',
    'Antarctica/DumontDUrville',
    'Antarctica/McMurdo',
    'Arctic/Longyearbyen',
    'Atlantic/Reykjavik',
    'Australia/ACT',
    'Brazil/DeNoronha',
    'Canada/Newfoundland',
    'Chile/EasterIsland',
    'Indian/Maldives',
    'Mexico/BajaNorte',
    'Pacific/Pago_Pago',
    'US/East-Indiana',
  ])('%s is one', (name) => {
    expect(call('isTimeZone', name)).toBe(true);
    expect(call('isTimeZone', name), 'asked again').toBe(true);
  });

  test.each([
    ['an offset', '+02:00'],
    ['an offset', '-0500'],
    ['an abbreviation', 'PST'],
    ['an abbreviation', 'CET'],
    ['a name of Windows', 'Pacific Time'],
    ['other capitals', 'europe/berlin'],
    ['other capitals', 'Europe/berlin'],
    ['other capitals', 'EUROPE/BERLIN'],
    ['other capitals', 'Europe/BERLIN'],
    ['other capitals', 'utc'],
    ['an area alone', 'Europe'],
    ['a place that is not there', 'Europe/Atlantis'],
    ['an area that is not there', 'Mars/Olympus_Mons'],
    ['an hour that is not there', 'Etc/GMT-15'],
    ['blanks around it', ' Europe/Berlin '],
    ['a path', 'Europe/../Berlin'],
    ['nothing', ''],
    ['no text', 60],
    ['no text', null],
    ['no text', undefined],
    ['no text', ['Europe/Berlin']],
    ['no text', { zone: 'UTC' }],
    ['a long text', `Europe/${'B'.repeat(100_000)}`],
  ])('%s is none: %j', (_, value) => {
    expect(call('isTimeZone', value)).toBe(false);
    expect(call('isTimeZone', value), 'asked again').toBe(false);
  });

  test('every name that Intl lists is one', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !call('isTimeZone', name))).toEqual([]);
  });

  test('a name costs the same steps when its answer is remembered', () => {
    const [first, second] = [listening(), listening()];
    callWith(first, 'isTimeZone', 'Asia/Tokyo');
    callWith(second, 'isTimeZone', 'Asia/Tokyo');
    expect(second.spent).toBe(first.spent);
    expect(first.spent).toBeGreaterThan(0);
  });
});
