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
  D505: {
    title: 'The data folder is in use',
    help: 'One server at a time may use a data folder. Stop the other one, or give each a `data` of its own. Commands talk to the running server instead of opening its folder.',
  },
  D506: {
    title: 'The data folder cannot be opened',
    help: 'The folder must be one that the user of the server may write to, on a disk with room. The message says what the system or SQLite says.',
  },
  D507: {
    title: 'The data was written by a newer version',
    help: 'Data folders are brought up to date by newer versions and not taken back by older ones. Start the newer version again, or the older one with another folder.',
  },
} as const satisfies Record<string, CodeEntry>;
