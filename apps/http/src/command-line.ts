import { parseArgs } from 'node:util';
import { suggest } from '@crosswalk/diagnostics';

export const help = `Takes the calls of Segment's SDKs and delivers them by mapping files.

  node apps/http/dist/main.js [crosswalk.yaml]

  crosswalk.yaml   what to listen to, where calls come from and where they go; without it, the one in this folder
  --check          only say whether the configuration, its mappings and its settings are well
  --help           this text

A first crosswalk.yaml (variables come from the environment):

  listen: 127.0.0.1:4000
  mapping: mappings/connect
  sources:
    - name: website
      writeKeys: [website-write-key]
      destinations:
        - settings:
            apiKey: \${CONNECT_API_KEY}

Give an SDK this address as its host, and send a call by hand:

  curl http://127.0.0.1:4000/v1/track -u website-write-key: -d '{"userId": "019mr8mf4r", "event": "Signed Up"}'

It ends on Ctrl-C or SIGTERM with status 0, when it has delivered what it could; with 1 when it can't start, 2 when it was
called wrongly. What happens is logged on stderr as JSON, without keys and people; LOG_LEVEL is one of debug, info (default),
warn, error, silent.
`;

/** What the arguments ask for. */
export interface CommandLine {
  readonly file: string;
  readonly help: boolean;
  readonly check: boolean;
}

/** The command was called wrongly; the message says how. */
export class WrongUsage extends Error {}

/** Reads the arguments. Throws `WrongUsage`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { tokens, positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true, tokens: true });
  const given = tokens
    .filter((token) => token.kind === 'option')
    .map(({ rawName }) => (rawName === '-h' ? '--help' : rawName));
  const known = ['--check', '--help'];
  const wrong = given.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const near = suggest(wrong, known);
    throw new WrongUsage(`there is no option ${wrong}${near ? `; did you mean ${near}?` : ''}`);
  }
  if (positionals.length > 1) throw new WrongUsage(`one file is wanted, ${positionals.length} were given`);
  return { file: positionals[0] ?? 'crosswalk.yaml', help: given.includes('--help'), check: given.includes('--check') };
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'];

/** How much is logged. Throws `WrongUsage`. */
export function logLevel({ LOG_LEVEL: level = 'info' }: Readonly<Record<string, string | undefined>>): string {
  if (levels.includes(level)) return level;
  throw new WrongUsage(`LOG_LEVEL is one of ${levels.join(', ')}`);
}
