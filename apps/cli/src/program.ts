import { readFileSync } from 'node:fs';
import { suggest } from '@crosswalk/diagnostics';
import { check } from './commands/check.ts';
import { compile } from './commands/compile.ts';
import { dead } from './commands/dead.ts';
import { explain } from './commands/explain.ts';
import { forget } from './commands/forget.ts';
import { map } from './commands/map.ts';
import { replay } from './commands/replay.ts';
import { sources } from './commands/sources.ts';
import { test } from './commands/test.ts';
import { print, type Terminal } from './terminal.ts';
import { type Command, UsageFault } from './usage/command.ts';
import { overview, page } from './usage/help.ts';
import { readArguments } from './usage/read-arguments.ts';

export const commands: readonly Command[] = [check, test, map, explain, compile, dead, replay, forget, sources];

/** Runs what the words after `crosswalk` ask for. Gives the exit status: 0 well, 1 input at fault, 2 wrong usage. */
export async function program(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(words, terminal);
  } catch (fault) {
    if (!(fault instanceof UsageFault)) throw fault;
    const named = commands.some(({ name }) => name === words[0]) ? `crosswalk ${words[0]}` : 'crosswalk';
    const lines = [
      `crosswalk: ${fault.message}`,
      ...(fault.hint ? [fault.hint] : []),
      `${named} --help tells how it is used`,
    ];
    await print(terminal.stderr, `${lines.join('\n')}\n`);
    return 2;
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = words;
  const wantsHelp = rest.includes('--help') || rest.includes('-h');
  if (first === undefined) throw new UsageFault('a command is missing', `commands: ${names().join(', ')}`);
  if (first === '--version') return printed(`${version()}\n`, terminal);
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    return printed(overview(commands), terminal);
  }
  const command = commandOf(first === 'help' ? rest[0]! : first);
  if (first === 'help' || wantsHelp) return printed(page(command), terminal);
  return command.run(readArguments(command, rest), terminal);
}

async function printed(text: string, terminal: Terminal): Promise<number> {
  await print(terminal.stdout, text);
  return 0;
}

const names = () => commands.map(({ name }) => name);

function commandOf(word: string): Command {
  const command = commands.find(({ name }) => name === word);
  if (command) return command;
  const near = suggest(word, names());
  const hint = near ? `did you mean crosswalk ${near}?` : `commands: ${names().join(', ')}`;
  throw new UsageFault(
    word.startsWith('-') ? `a command stands first, not ${word}` : `no command is named ${word}`,
    hint,
  );
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
