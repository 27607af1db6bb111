import type { CodeEntry } from './entry.ts';

/** R4xx: mapping an event. */
export const mapping = {
  R401: {
    title: 'A required field is absent',
    help: 'Nothing that the rule looks at for the field is present in the event, so the event is rejected.',
  },
  R402: {
    title: 'A value does not fit its field',
    help: "The operation's body schema wants another value. A required field rejects the event; any other is left out.",
  },
  R403: {
    title: 'An expression failed',
    help: 'The message names the JSONata error. The field is left out, or the event is rejected where it is required.',
  },
  R404: {
    title: 'The event costs too much to map',
    help: 'The expressions of one event share a budget of steps, depth, text and array sizes, and it is used up.',
  },
  R405: {
    title: 'The settings do not fit',
    help: 'They are checked against the schema that `settings:` of destination.yaml names.',
  },
  R406: { title: 'The event cannot be mapped', help: 'An event is an object, nested at most 64 deep.' },
  R407: {
    title: 'A check left the field out',
    help: 'A value was present, but the check of the rule did not accept it.',
  },
  R408: { title: 'A mistake of ours', help: 'Please report it with the event. The event was kept.' },
} as const satisfies Record<string, CodeEntry>;
