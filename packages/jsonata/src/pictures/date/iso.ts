import { JsonataError } from '../../error.ts';

const ISO =
  /^(\d{4})(?:-([01]\d)(?:-([0-3]\d))?)?(?:T([0-2]\d):([0-5]\d):([0-5]\d)(?:\.(\d+))?(Z|[+-][0-2]\d:?[0-5]\d)?|Z)?$/;

const DAY = 24 * 60 * 60 * 1000;

/**
 * Reads an ISO 8601 date or date and time, in milliseconds since 1970 UTC. A text without a zone is UTC (the reference
 * takes the zone of its machine). Digits after the third of a second are cut off; the 30th and 31st of a shorter month
 * roll over. Throws D3110 for any other text.
 */
export function parseIsoDate(text: string): number {
  const found = ISO.exec(text);
  if (found === null) throw notIso(text);
  const [, year, month = '01', day = '01', hours = '00', minutes = '00', seconds = '00', fraction = '', zone = 'Z'] =
    found;
  const clock =
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  const east = zone === 'Z' ? 0 : minutesEast(zone);
  const inRange =
    month >= '01' && month <= '12' && day >= '01' && day <= '31' && clock <= DAY && Math.abs(east) < 24 * 60;
  if (!inRange) throw notIso(text);
  // Date.UTC would take the years 0 to 99 for those of the last century.
  const date = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date + clock - east * 60_000;
}

function minutesEast(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function notIso(text: string): JsonataError {
  const found = `a text of ${text.length} characters`;
  return new JsonataError('D3110', `a date is ISO 8601, such as "2018-03-27T14:03:00Z", found ${found}`, {
    value: text,
  });
}
