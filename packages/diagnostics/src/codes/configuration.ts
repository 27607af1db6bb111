// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how crosswalk.yaml asks for a variable.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how crosswalk.yaml names a variable.
import type { CodeEntry } from './entry.ts';

/** C6xx: crosswalk.yaml, the server's configuration. */
export const configuration = {
  C601: {
    title: 'The configuration cannot be read',
    help: 'The server reads `crosswalk.yaml` in the folder where it is started, or the file named on its command line.',
  },
  C602: {
    title: 'The configuration is not readable as YAML',
    help: 'The frame points at the place where reading stopped. In a map on one line, `${NAME}` stands in quotes.',
  },
  C603: { title: 'The same key twice', help: 'YAML keeps only one of them. Delete the other.' },
  C604: { title: 'Unknown key', help: 'The key means nothing here. The keys that do are listed under the frame.' },
  C605: { title: 'A key is missing', help: 'The server cannot run without it.' },
  C606: {
    title: 'Another kind of value is wanted here',
    help: 'The message names what is wanted and what was found. A text of digits only stands in quotes.',
  },
  C607: {
    title: 'A variable of the environment is not set',
    help: '`${NAME}` in crosswalk.yaml is taken from the environment when the server starts. `$${` writes a plain `${`.',
  },
  C608: {
    title: 'The mapping cannot be used',
    help: 'Its own mistakes are shown as well; `crosswalk check` shows them alone. Paths are relative to crosswalk.yaml.',
  },
  C609: {
    title: 'The settings of a destination do not fit',
    help: "They are checked against the mapping's settings schema. A setting without a default must be given; a key of digits only stands in quotes.",
  },
  C610: {
    title: 'A write key stands twice',
    help: 'The key alone tells which source a call belongs to, so it belongs to one source, and is either in use or retired.',
  },
  C611: {
    title: 'Two sources have the same name',
    help: 'Names tell sources apart in logs and in what is kept of calls.',
  },
  C612: {
    title: 'Not an address to listen on',
    help: 'A host and a port, such as `127.0.0.1:4000`, `0.0.0.0:4000` for every network, `[::1]:4000`, or a port alone.',
  },
  C613: {
    title: 'The address cannot be listened on',
    help: 'Another program listens there, or this user may not. Choose another one in `listen` or `admin`.',
  },
  C614: {
    title: 'A source has the same destination twice',
    help: 'What became of a call is kept by source and destination. Make a second source for another environment of the same destination.',
  },
  C615: {
    title: 'The script for pages cannot be read',
    help: 'Build it, or correct its path, which is relative to the configuration: `dist/remote.js` of `@crosswalk/browser`, or a script of your own mapping.',
  },
  C616: {
    title: 'The certificate cannot be used',
    help: '`tls` names two files in PEM that belong together: the certificate of this server (and those above it), and its private key. Paths are relative to crosswalk.yaml.',
  },
} as const satisfies Record<string, CodeEntry>;
