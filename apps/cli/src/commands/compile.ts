import { render } from '@crosswalk/diagnostics';
import { loadMapping } from '@crosswalk/folder';
import { bundle } from '../module/bundle.ts';
import { declarationsBeside, writeFiles } from '../module/write-files.ts';
import { print } from '../terminal.ts';
import { type Command, UsageFault } from '../usage/command.ts';

export const compile: Command = {
  name: 'compile',
  summary: 'write a mapping as one ES module that needs nothing else',
  operands: 'DIR',
  takes: [1, 1],
  options: {
    output: { value: 'FILE', short: 'o', summary: 'the file to write, its types beside it; without it, stdout' },
    minify: { summary: 'make the module small, and unreadable' },
    target: {
      value: 'TARGET',
      summary: 'browser: as short as can be, for web pages; it maps the same and says codes without words',
    },
  },
  help: `
The module maps events as \`crosswalk map\` does, without this program: in a page, in a function, in a program of your own. It
holds no parser and makes no code from text, so it runs where eval is forbidden. Secrets are no part of it; settings are
told to it when it runs:

  import { map, settings } from './connect.js';
  const outcome = map(event, { settings: settings({ apiKey }).settings, now: Date.now() });

It exports map, settings, pack, judge, name, version, names and operations. A bundler keeps those that are used.`,
  examples: [
    ['crosswalk compile mappings/connect -o connect.js', 'the module, and its types in connect.d.ts'],
    ['crosswalk compile mappings/connect --target browser --minify | gzip -9 | wc -c', 'how much a page would load'],
  ],
  async run({ operands, options, switches }, { stdout, stderr, colour }) {
    const [folder] = operands;
    const { output, target } = options;
    if (output !== undefined && !/\.m?js$/.test(output)) {
      throw new UsageFault(`--output wants a file that ends in .js or .mjs, not ${output}`);
    }
    if (target !== undefined && target !== 'browser') throw new UsageFault(`--target wants browser, not ${target}`);
    const { destination, diagnostics, sources } = loadMapping(folder!);
    const shown = render(diagnostics, { sources, colour: colour.stderr });
    if (shown !== '') await print(stderr, `${shown}\n`);
    if (!destination) return 1;
    const size = target === 'browser';
    const text = await bundle(destination.toModule({ size }), { minify: switches.has('minify') });
    if (output === undefined) {
      await print(stdout, text);
      return 0;
    }
    const fault = writeFiles({ [output]: text, [declarationsBeside(output)]: destination.toDeclarations({ size }) });
    if (fault !== undefined) await print(stderr, `${fault}\n`);
    return fault === undefined ? 0 : 1;
  },
};
