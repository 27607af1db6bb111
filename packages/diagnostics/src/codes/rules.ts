import type { CodeEntry } from './entry.ts';

/** M3xx: rules and the destination as a whole. */
export const rules = {
  M301: { title: 'No such operation', help: '`send` names an operation of destination.yaml.' },
  M302: { title: 'No such field', help: "The operation's body schema does not know the field." },
  M303: { title: 'No such check', help: 'A check is `required`, or `{ is: $aFunction, else: drop }`.' },
  M304: {
    title: 'The rule is never reached',
    help: 'A rule above it takes every event that it could take. Move it up, or delete it.',
  },
  M305: { title: 'The function is never used', help: 'Use it or delete it.' },
  M306: {
    title: 'A required field is never given',
    help: "The operation's body schema requires it, so every event would be rejected. Add it to `fields`.",
  },
  M307: { title: 'A check on a field that the rule does not give', help: 'Check a field that stands under `fields`.' },
  M308: { title: 'The same name twice', help: 'Names of rules and operations are unique.' },
  M309: { title: 'A constant does not fit its field', help: "The operation's body schema wants another value." },
  M310: {
    title: 'Code from strings is forbidden here',
    help: 'Compile the mapping ahead of time (`toModule`, `crosswalk compile`) and load the module.',
  },
  M311: {
    title: 'A case cannot be read',
    help: 'A case has a name, an event, and one of `sends`, `skips`, `rejects`.',
  },
} as const satisfies Record<string, CodeEntry>;
