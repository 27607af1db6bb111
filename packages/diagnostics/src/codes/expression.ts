import type { CodeEntry } from './entry.ts';

/** M2xx: the expressions in mapping files. */
export const expression = {
  M201: {
    title: 'The expression is not JSONata',
    help: 'The carets point at the very characters that could not be read.',
  },
  M203: {
    title: 'No such function',
    help: 'Functions you may use: docs/functions.md, and those in the folder `functions/` of the mapping.',
  },
  M204: {
    title: 'No such variable',
    help: 'Variables come from `let:`, from `:=` and from the parameters of a function; `$settings` is always there.',
  },
  M205: {
    title: 'A function that a mapping may not use',
    help: 'The same event must always give the same requests, so `$random`, `$shuffle` and `$eval` are refused.',
  },
  M206: {
    title: 'A secret is read outside of endpoint and headers',
    help: 'Settings marked `writeOnly` may be read in `endpoint` and `headers` of destination.yaml only.',
  },
  M207: {
    title: 'No such setting',
    help: 'Settings are declared in the schema that `settings:` of destination.yaml names.',
  },
  M208: {
    title: 'A regular expression that cannot be used',
    help: 'It is not valid, or it uses something that could run for ever.',
  },
  M209: { title: 'Wrong number of arguments', help: 'The note shows how the function is called.' },
  M210: {
    title: 'A function file holds exactly one function',
    help: 'Write `function($a, $b) { ... }`, with a comment before it that says what it gives.',
  },
  M211: {
    title: 'A value is used before it is named',
    help: '`let:` names are computed from the top to the bottom; move the line up.',
  },
} as const satisfies Record<string, CodeEntry>;
