import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Destination } from '../../src/index.ts';

export type CompiledModule = Pick<
  Destination,
  'name' | 'version' | 'names' | 'operations' | 'map' | 'settings' | 'pack' | 'judge'
>;

export interface Request {
  readonly call: keyof CompiledModule;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly gives?: unknown;
  readonly throws?: string;
}

/** A destination as one file, with what it uses of the runtimes. */
export async function bundled(destination: Destination): Promise<string> {
  const stdin = { contents: destination.toModule(), resolveDir: import.meta.dirname, sourcefile: 'mapping.mjs' };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false, conditions: ['source'] });
  return outputFiles[0]!.text;
}

/** A compiled module in a process where code from strings is forbidden, and in a folder far from any package. */
export class CompiledProcess {
  private readonly folder = mkdtempSync(join(tmpdir(), 'crosswalk-module-'));
  private child: ChildProcess | undefined;
  private settle: (answer: Answer) => void = () => {};

  async start(text: string): Promise<this> {
    const file = join(this.folder, 'module.mjs');
    writeFileSync(file, text);
    const answer = this.answer();
    this.child = fork(fileURLToPath(new URL('./mapping-process.ts', import.meta.url)), [file], {
      cwd: this.folder,
      execArgv: ['--disallow-code-generation-from-strings'],
      serialization: 'advanced',
    });
    this.child.on('message', (given: Answer) => this.settle(given));
    this.child.on('exit', (status) => this.settle({ throws: `the process ended with ${status}` }));
    await answer;
    return this;
  }

  /** What an export of the module gives; throws what it throws. */
  async ask(call: keyof CompiledModule, ...args: readonly unknown[]): Promise<unknown> {
    const answer = this.answer();
    this.child!.send({ call, args } satisfies Request);
    return answer;
  }

  stop(): void {
    this.child?.kill();
    rmSync(this.folder, { recursive: true });
  }

  private async answer(): Promise<unknown> {
    const { gives, throws } = await new Promise<Answer>((resolve) => {
      this.settle = resolve;
    });
    if (throws !== undefined) throw new Error(throws);
    return gives;
  }
}
