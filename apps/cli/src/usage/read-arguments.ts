import { parseArgs } from 'node:util';
import { suggest } from '@crosswalk/diagnostics';
import { type Arguments, type Command, UsageFault } from './command.ts';

/** Options and operands of a command. Throws `UsageFault` with what was probably meant. */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const known = Object.entries(command.options);
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      known.map(
        ([name, { value, short }]) => [name, { type: value ? 'string' : 'boolean', ...(short && { short }) }] as const,
      ),
    ),
  });
  const operands: string[] = [];
  const options: Record<string, string> = {};
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name]! : undefined;
    if (!option) throw unknownOption(token.rawName, command);
    if (!option.value && token.value !== undefined) throw new UsageFault(`--${token.name} takes no value`);
    if (option.value && token.value === undefined)
      throw new UsageFault(`--${token.name} wants a value: ${option.value}`);
    if (option.value) options[token.name] = token.value!;
    else switches.add(token.name);
  }
  const [least, most] = command.takes;
  if (operands.length < least)
    throw new UsageFault(`something is missing: crosswalk ${command.name} ${command.operands}`);
  if (operands.length > most) throw new UsageFault(`one argument too many: ${operands[most]}`);
  return { operands, options, switches };
}

function unknownOption(written: string, command: Command): UsageFault {
  const names = [...Object.keys(command.options), 'help'].map((name) => `--${name}`);
  const near = suggest(written, names);
  return new UsageFault(`crosswalk ${command.name} knows no option ${written}`, near && `did you mean ${near}?`);
}
