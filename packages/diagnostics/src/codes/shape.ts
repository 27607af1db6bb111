import type { CodeEntry } from './entry.ts';

/** M1xx: the shape of mapping files. */
export const shape = {
  M101: { title: 'The file is not readable as YAML', help: 'The frame points at the place where reading stopped.' },
  M102: { title: 'Unknown key', help: 'The key means nothing here. The keys that do are listed under the frame.' },
  M103: { title: 'A key is missing', help: 'The mapping cannot be used without it.' },
  M104: { title: 'Another kind of value is wanted here', help: 'The message names what is wanted and what was found.' },
  M105: { title: 'The same key twice', help: 'YAML keeps only one of them. Delete the other.' },
  M106: { title: 'A file is missing', help: 'The mapping names a file that its folder does not hold.' },
  M107: {
    title: 'A JSON Schema cannot be used',
    help: 'It is not JSON, not a JSON Schema, or not of the form that is wanted.',
  },
  M108: { title: 'A file that nothing mentions', help: 'List the rule in `destination.yaml`, or delete the file.' },
  M109: { title: 'No destination.yaml', help: 'A mapping is a folder with a `destination.yaml`.' },
  M110: {
    title: 'A quoted scalar is still an expression',
    help: 'YAML takes the quotes away, so `plan: "Startup"` asks for the path `Startup`. Write `{ constant: Startup }` for the text itself, or leave the quotes out for the path.',
  },
  M111: {
    title: 'A flow list was split at the commas of an expression',
    help: 'In `[a, $f(b, c)]` YAML splits at every comma. Write the list as a block (`- $f(b, c)`), or quote the expression in single quotes.',
  },
  M112: {
    title: 'An expression was read as a map',
    help: 'YAML reads `[x ? y : z]` and `[a ?: "x"]` as maps. Write the list as a block with the expression in single quotes, or take the expression out of the list.',
  },
  M113: {
    title: 'YAML cut the expression short',
    help: 'A plain scalar ends at ` #` and cannot hold `: `. Quote the whole expression in single quotes, or write it as a block (`|`).',
  },
  M114: {
    title: 'YAML anchors, aliases and tags are not used here',
    help: 'Write the value itself; `let:` names values that are used twice.',
  },
  M115: {
    title: 'A name that cannot be used',
    help: 'Names begin with a letter; letters, digits, `_` and `-` may follow.',
  },
  M116: {
    title: 'A file of the folder cannot be read',
    help: 'A mapping consists of text files (UTF-8) in the folder itself and in `functions/`, each at most 1 MB. Links are not followed, so that a mapping is all that its folder holds.',
  },
  M117: {
    title: 'No such folder',
    help: 'A mapping is a folder with a `destination.yaml`. The command was given something else.',
  },
  M118: {
    title: 'A file is too long',
    help: 'A file of a mapping may have 131,072 characters, all files together 1,048,576 (cases do not count). Several rules are several files; data that rules look up belongs into the settings or the event.',
  },
} as const satisfies Record<string, CodeEntry>;
