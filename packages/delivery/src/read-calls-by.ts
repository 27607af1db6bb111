import type { ReadCalls } from './log.ts';

/** The function `readCalls` of a module; without a module there is nothing to be read that was kept as sent. */
export async function readCallsBy(module: string | undefined): Promise<ReadCalls> {
  if (module === undefined) return cannotRead;
  const { readCalls } = (await import(module)) as { readonly readCalls?: unknown };
  if (typeof readCalls !== 'function') throw new Error(`${module} exports no function readCalls`);
  return readCalls as ReadCalls;
}

/** Reads nothing, and says why. */
export function cannotRead(): never {
  throw new Error('this store was not told how calls are read (readCalls)');
}
