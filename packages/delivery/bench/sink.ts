import { start } from './program.ts';

export interface SinkCounts {
  readonly calls: number;
  readonly requests: number;
  /** Of the first request and the last answer, in milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The program that takes deliveries. */
export interface Sink {
  readonly address: string;
  /** What came since this was last asked. */
  takeCounts(): Promise<SinkCounts>;
  stop(): Promise<void>;
}

export async function startSink(delay: number): Promise<Sink> {
  const program = start('sink', [delay]);
  const address = await program.line();
  return {
    address,
    takeCounts: async () => (await (await fetch(`${address}/reset`)).json()) as SinkCounts,
    stop: () => program.stop(),
  };
}
