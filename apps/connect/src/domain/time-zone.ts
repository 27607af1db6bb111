const areas = [
  ...[
    'Africa',
    'America',
    'Antarctica',
    'Arctic',
    'Asia',
    'Atlantic',
    'Australia',
    'Europe',
    'Indian',
    'Pacific',
    'Etc',
  ],
  ...['US', 'Canada', 'Brazil', 'Chile', 'Mexico'],
];

/** An area and one or more places, each beginning with a capital: `America/Argentina/Salta`, `Etc/GMT+5`. */
const shape = new RegExp(`^(?:${areas.join('|')})(?:/[A-Z][A-Za-z0-9_+-]*){1,2}$`);

/** Constructing a zone costs 50 microseconds, and senders use few of them; the bound is for those who send nonsense. */
const known = new Map<string, boolean>();
const mostKnown = 2000;

/**
 * True for `UTC`, `GMT` and the Area/Location names of the tz database in their own spelling. Offsets, abbreviations
 * and other capitals are not names.
 */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC' || name === 'GMT') return true;
  if (name.length > 64 || !shape.test(name)) return false;
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const answer = isConstructible(name);
  known.set(name, answer);
  return answer;
}

function isConstructible(name: string): boolean {
  try {
    const own = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // Intl ignores capitals. It answers with the zone's own spelling, or, for a former name, with the present one.
    return own === name || own.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
