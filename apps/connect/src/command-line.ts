import { parseArgs } from 'node:util';
import { privateKey, publicKey } from './api/keys.ts';
import type { ConnectOptions } from './connect.ts';

export const help = `Runs a Connect: an HTTP API that takes identify and track calls, and pages that show what came.

  node apps/connect/dist/main.js --key PRIVATEKEY [--data DIR] [--port 4010]

  --key PRIVATEKEY    the key callers send as X-Outbound-Key: 32 characters 0-9 a-f. An environment is made for it
                      when none has it. May be left out when the data folder has an environment.
                      A new key:  node -p "crypto.randomBytes(16).toString('hex')"
  --environment NAME  what a new environment is called (Development)
  --public-key KEY    the key that web pages may hold: pub- and 32 characters 0-9 a-f. It sends identify and track calls
                      and does nothing else
  --origin ORIGIN     pages from here may use it: https://shop.example. May be given several times; both are kept with
                      the environment until they are given anew
  --data DIR          folder that everything is kept in, made when absent. Without it all is kept in memory
  --port PORT         port to listen on (4010); 0 lets the system choose
  --host HOST         address to listen on (127.0.0.1). The pages have no login: with any other address, whoever
                      reaches it sees them
  --help              this text

Call it:

  curl http://127.0.0.1:4010/v2/identify -H 'X-Outbound-Key: PRIVATEKEY' -H 'Content-Type: application/json' \\
    -d '{"user_id": "019mr8mf4r", "first_name": "Michael"}'

Look at it: /feed (calls as they come), /people, /settings/events.
Read it by program, with "Authorization: Bearer PRIVATEKEY": /api/calls?after=SEQ, /api/people/ID, /api/events?q=TEXT.

It ends on Ctrl-C or SIGTERM with status 0; 1 when it can't start, 2 when it was called wrongly.
`;

/** The command was called wrongly; the message says how. */
export class WrongUsage extends Error {}

/** What the arguments ask for, `help` or a start. Throws `WrongUsage`. */
export function parseCommandLine(args: readonly string[]): 'help' | Omit<ConnectOptions, 'now'> {
  const { values } = parsed(args);
  if (values.help) return 'help';
  const { host, port, data, key, environment, 'public-key': forPages, origin } = values;
  if (host === '') throw new WrongUsage('--host needs an address, such as 127.0.0.1');
  if (data === '') throw new WrongUsage('--data needs a folder');
  if (environment.trim() === '') throw new WrongUsage('--environment needs a name');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new WrongUsage('--port must be a number from 0 to 65535');
  if (key !== undefined && !privateKey.test(key)) {
    throw new WrongUsage('--key must be 32 characters, each 0-9 or a-f');
  }
  if (forPages !== undefined && !publicKey.test(forPages)) {
    throw new WrongUsage('--public-key must be pub- and 32 characters, each 0-9 or a-f');
  }
  for (const one of origin ?? []) {
    if (!URL.canParse(one) || new URL(one).origin !== one) {
      throw new WrongUsage(
        '--origin must be what browsers send as Origin: https://shop.example, without a slash at its end',
      );
    }
  }
  if (key === undefined && data === undefined) {
    throw new WrongUsage('--key is missing: the private key that callers will send');
  }
  return {
    host,
    port: Number(port),
    environment: environment.trim(),
    ...(data !== undefined && { data }),
    ...(key !== undefined && { key }),
    ...(forPages !== undefined && { publicKey: forPages }),
    ...(origin !== undefined && { origins: origin }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '4010' },
        data: { type: 'string' },
        key: { type: 'string' },
        environment: { type: 'string', default: 'Development' },
        'public-key': { type: 'string' },
        origin: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}
