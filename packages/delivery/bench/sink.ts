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
  /** The bodies that came, when it keeps "all". */
  bodies(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** By the number of a call: when it was answered, when it keeps "times". */
  times(): Promise<Float64Array>;
  stop(): Promise<void>;
}

export async function startSink(delay: number, keeps: '' | 'all' | 'times' = ''): Promise<Sink> {
  const program = start('sink', [delay, keeps]);
  const address = await program.line();
  return {
    address,
    takeCounts: async () => (await (await fetch(`${address}/reset`)).json()) as SinkCounts,
    bodies: async () => (await (await fetch(`${address}/bodies`)).json()) as Record<string, unknown>[],
    times: async () => new Float64Array(await (await fetch(`${address}/times`)).arrayBuffer()),
    stop: () => program.stop(),
  };
}
