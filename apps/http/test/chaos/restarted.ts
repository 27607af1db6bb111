import { setTimeout as sleep } from 'node:timers/promises';
import type { Started } from '../whole/program.ts';

/** A program that is killed and started again, as often as wanted. */
export class Restarted {
  private readonly begin: () => Started;
  private current: Started;
  private printedBefore = '';

  constructor(begin: () => Started) {
    this.begin = begin;
    this.current = begin();
  }

  /** What all its starts have printed on stderr. */
  get stderr(): string {
    return this.printedBefore + this.current.printed.stderr;
  }

  /** Where it listens now, or will as soon as it is up. Rejects when it does not come up by itself. */
  async addresses(): Promise<{ readonly address: string; readonly admin: string }> {
    for (;;) {
      const { current } = this;
      try {
        return await current.listens;
      } catch (error) {
        // Killed while it came up: another one is there already. Else it is a fault.
        await sleep(20);
        if (current === this.current) throw error;
      }
    }
  }

  /** `kill -9`, and a new start at once. */
  async killAndStart(): Promise<void> {
    await this.end('SIGKILL');
    this.printedBefore = this.stderr;
    this.current = this.begin();
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    this.current.child.kill(signal);
    return (await this.current.ended).status;
  }
}
