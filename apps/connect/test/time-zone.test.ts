import { expect, test } from 'vitest';
import { isTimeZone } from '../src/domain/time-zone.ts';

const valid = [
  ...['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT+5', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv'],
  ...['America/Argentina/Salta', 'America/Port-au-Prince', 'America/North_Dakota/New_Salem', 'Africa/Dar_es_Salaam'],
  ...['US/Pacific', 'Canada/Atlantic', 'Brazil/East', 'Chile/EasterIsland', 'Mexico/BajaNorte', 'Arctic/Longyearbyen'],
  ...['Antarctica/DumontDUrville', 'Atlantic/Azores', 'Australia/Sydney', 'Indian/Maldives', 'Pacific/Auckland'],
];

const invalid = [
  ...[
    '',
    'utc',
    'Europe',
    'Europe/',
    'Europe/berlin',
    'europe/berlin',
    'EUROPE/BERLIN',
    'Europe/BERLIN',
    'Europe/Nowhere',
  ],
  ...[
    '+02:00',
    '-0800',
    'PST',
    'EST5EDT',
    'CET',
    'Pacific Time',
    'Asia/kolkata',
    'US/pacific',
    'America/port-au-Prince',
  ],
  ...['Europe/Berlin ', 'Europe/Berlin\n', 'Mars/Olympus', 'Etc/Unknown', `Europe/${'A'.repeat(100)}`, 'Zulu', 'Japan'],
];

test.each(valid)('%j is a time zone', (name) => expect(isTimeZone(name)).toBe(true));
test.each(invalid)('%j is none', (name) => expect(isTimeZone(name)).toBe(false));

test('an answer stays the same when it was remembered, and after many others', () => {
  for (let turn = 0; turn < 3; turn++) {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    for (let index = 0; index < 2500; index++) expect(isTimeZone(`Europe/Nowhere_${index}`)).toBe(false);
    expect(isTimeZone('Europe/berlin')).toBe(false);
  }
});
