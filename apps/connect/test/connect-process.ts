import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `node dist/main.js` with these arguments, as a process of its own. */
export class ConnectProcess {
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    this.closed = once(this.child, 'close');
  }

  /** The address it says it listens on. */
  async address(): Promise<string> {
    for (;;) {
      const address = /^Connect listens on (\S+)$/m.exec(this.stdout)?.[1];
      if (address !== undefined) return address;
      if (this.child.exitCode !== null) throw new Error(`It ended: ${this.stderr}`);
      await Promise.race([once(this.child.stdout!, 'data'), this.closed]);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async ended(): Promise<Ended> {
    await this.closed;
    return { status: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}
