import { randomBytes } from 'node:crypto';
import { isMap, type YAMLMap } from 'yaml';
import { addKey, addSource, retireKey, switchSource } from '../sources/changes.ts';
import { keysOf, openSources, SourcesFault, type SourcesFile } from '../sources/file.ts';
import { print } from '../terminal.ts';
import { type Arguments, type Command, UsageFault } from '../usage/command.ts';

export const sources: Command = {
  name: 'sources',
  summary: 'see and change the sources of crosswalk.yaml',
  operands: 'list | add NAME | enable NAME | disable NAME | rotate-key NAME',
  takes: [1, 2],
  options: {
    file: { value: 'FILE', short: 'f', summary: 'the configuration; without it, crosswalk.yaml in this folder' },
    key: { value: 'KEY', summary: 'the new write key; without it, one is made' },
    settings: { value: 'JSON', summary: 'add: the settings of its destination' },
    retire: { value: 'KEY', summary: 'rotate-key: adds no key and takes this one out of use' },
    keys: { summary: 'list: show the write keys' },
  },
  help: `
A server that runs follows the file: a change is in force within a second. Comments stay where they are.

rotate-key gives a source one more write key. When every client has it, --retire takes the old one out of use: calls under
it are still answered with 200, as shipped apps keep old keys for years, and they are kept and not delivered.`,
  examples: [
    ['crosswalk sources list', 'what there is'],
    [`crosswalk sources add app --settings '{"apiKey": "\${CONNECT_APP_KEY}"}'`, 'a source, and its new write key'],
    ['crosswalk sources disable app', 'its calls are kept from now on, and not delivered'],
    ['crosswalk sources rotate-key app', 'one more write key'],
    ['crosswalk sources rotate-key app --retire OLDKEY', 'the old one is out of use'],
  ],
  async run(given, { stdout, stderr }) {
    const [action, name] = given.operands;
    const run = Object.hasOwn(actions, action!) ? actions[action!]! : undefined;
    if (!run) throw new UsageFault(`sources knows ${Object.keys(actions).join(', ')}, not ${action}`);
    if (action !== 'list' && name === undefined) throw new UsageFault(`${action} wants the name of a source`);
    if (action === 'list' && name !== undefined) throw new UsageFault(`list takes no name`);
    try {
      await print(stdout, run(openSources(given.options.file ?? 'crosswalk.yaml'), name ?? '', given));
      return 0;
    } catch (fault) {
      if (!(fault instanceof SourcesFault)) throw fault;
      await print(stderr, `crosswalk sources: ${fault.message}\n`);
      return 1;
    }
  },
};

type Action = (file: SourcesFile, name: string, given: Arguments) => string;

/** Each makes its change and gives what is told of it. */
const actions: Readonly<Record<string, Action>> = {
  list: (file, _, { switches }) =>
    file.list.items
      .filter(isMap)
      .map((one) => line(one, switches.has('keys')))
      .join(''),
  add(file, name, { options }) {
    const key = options.key ?? newKey();
    addSource(file, name, key, parseSettings(options.settings));
    file.save();
    const hint = options.settings === undefined ? 'It has no destination yet: give it one in the file.\n' : '';
    return `${name} takes calls under the write key ${key}\n${hint}`;
  },
  enable: (file, name) => toggle(file, name, true),
  disable: (file, name) => toggle(file, name, false),
  'rotate-key'(file, name, { options }) {
    if (options.retire === undefined) {
      const key = options.key ?? newKey();
      addKey(file, name, key);
      file.save();
      return `${name} takes calls under one more write key: ${key}\n`;
    }
    if (options.key !== undefined) throw new UsageFault('either --key or --retire, one after the other');
    retireKey(file, name, options.retire);
    file.save();
    return `the key is retired: calls of ${name} under it are kept and not delivered\n`;
  },
};

function toggle(file: SourcesFile, name: string, enabled: boolean): string {
  const isNew = switchSource(file, name, enabled);
  if (isNew) file.save();
  return `${name} is ${isNew ? '' : 'already '}${enabled ? 'enabled' : 'disabled'}\n`;
}

function line(source: YAMLMap, showKeys: boolean): string {
  const keys = keysOf(source, 'writeKeys');
  const retired = keysOf(source, 'retiredKeys');
  const state = source.get('enabled') === false ? 'disabled' : 'enabled';
  const shown = showKeys ? keys.join(' ') : `${keys.length} ${keys.length === 1 ? 'key' : 'keys'}`;
  return `${source.get('name')}  ${state}  ${shown}${retired.length > 0 ? `  ${retired.length} retired` : ''}\n`;
}

function parseSettings(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {}
  throw new UsageFault('--settings wants a JSON object');
}

/** 144 random bits, in letters that need no quotes anywhere. */
function newKey(): string {
  return randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x');
}
