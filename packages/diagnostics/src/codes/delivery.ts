import type { CodeEntry } from './entry.ts';

/** D5xx: what happens on the way to the destination. */
export const delivery = {
  D501: {
    title: 'The destination refuses everything',
    help: 'The key, the address or the account is at fault, not the calls: 401, 403, 404, 405, a redirect, or an address that does not resolve. Nothing is lost. Correct the settings; a probe a minute finds out when it takes calls again.',
  },
  D502: { title: 'The destination takes calls again', help: 'What was held back is being delivered.' },
  D503: {
    title: 'The store of deliveries fails',
    help: 'Nothing is sent until it works again, and it is tried once a second. Look at the disk that holds the data folder.',
  },
  D504: {
    title: 'An id is aliased too often',
    help: 'It was joined into others more than 100 times within an hour, so it stands for many people ("guest"). Aliases no longer wait for its calls. Give anonymous users ids of their own.',
  },
} as const satisfies Record<string, CodeEntry>;
