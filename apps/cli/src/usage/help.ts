import type { Command, Option } from './command.ts';

/** The page that `crosswalk --help` shows. */
export function overview(commands: readonly Command[]): string {
  return `crosswalk carries events over to a destination's requests, by the rules in a mapping folder.

Usage: crosswalk COMMAND ...

${table(commands.map(({ name, operands, summary }) => [`${name} ${operands}`, summary]))}

A first round:
${examples([
  ['crosswalk check mappings/connect', 'is every file of the mapping well?'],
  ['crosswalk test mappings/connect', 'do its cases still give what they should?'],
  [`echo '{"type":"identify","userId":"u1"}' | crosswalk map mappings/connect`, 'what becomes of this event?'],
])}

crosswalk COMMAND --help tells more, with examples. --version prints the version.
Exit status: 0 all is well, 1 some input was at fault, 2 the command line was.
`;
}

/** The page of one command. */
export function page(command: Command): string {
  const options = Object.entries({ ...command.options, help: { summary: 'show this page' } } as Command['options']);
  return `crosswalk ${command.name} ${command.operands}: ${command.summary}

${command.help.replace(/^\n/, '').trimEnd()}

Options:
${table(options.map(([name, option]) => [written(name, option), option.summary]))}

Examples:
${examples(command.examples)}
`;
}

const written = (name: string, { value, short }: Option) =>
  `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}

function examples(list: Command['examples']): string {
  return list.map(([line, meaning]) => `  # ${meaning}\n  ${line}`).join('\n\n');
}
