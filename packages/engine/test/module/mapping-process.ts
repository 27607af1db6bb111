/*
 * The process of a compiled module, started with code from strings forbidden: node mapping-process.ts MODULE. Each request
 * names an export; the answer is what it gives, or what it throws.
 */
import { pathToFileURL } from 'node:url';
import type { Answer, CompiledModule, Request } from './compiled.ts';

const answer = (given: Answer) => process.send!(given);
const module = (await import(pathToFileURL(process.argv[2]!).href)) as CompiledModule;

process.on('message', ({ call, args }: Request) => {
  try {
    const target = module[call] as unknown;
    answer({ gives: typeof target === 'function' ? target(...args) : target });
  } catch (error) {
    answer({ throws: error instanceof Error ? error.message : String(error) });
  }
});
answer({ gives: 'ready' });
