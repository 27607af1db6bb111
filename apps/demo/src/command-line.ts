import { parseArgs } from 'node:util';

export const help = `Shows Crosswalk at work: starts a Connect and the server on this machine, sends the calls of Segment's documentation page
through Segment's own SDK, and prints each call, the request it became, and Connect's answer. Then serves until Ctrl-C.

  npm start                 or: node apps/demo/dist/main.js
  npm start -- --once       the same, and ends

  --once               end when the calls have arrived
  --config FILE        another crosswalk.yaml than apps/demo/crosswalk.yaml; it may use \${CONNECT_ADDRESS}
  --connect-port PORT  where Connect listens (4010); 0 lets the system choose
  --help               this text

What Connect gets is kept in a temporary folder that is removed at the end; calls that the server accepts, in the folder that its
crosswalk.yaml names. Exit status: 0 well, 1 something could not start or did
not arrive, 2 wrong usage.
`;

export interface CommandLine {
  readonly once: boolean;
  readonly help: boolean;
  readonly config: string | undefined;
  readonly connectPort: string;
}

/** The command was called wrongly; the message says how. */
export class WrongUsage extends Error {}

/** Reads the arguments. Throws `WrongUsage`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        config: { type: 'string' },
        'connect-port': { type: 'string', default: '4010' },
      },
    });
    return { once: values.once, help: values.help, config: values.config, connectPort: values['connect-port'] };
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}
