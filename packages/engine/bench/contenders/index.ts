import type { Contender } from '../contender.ts';
import * as crosswalk from './crosswalk.ts';
import * as handWritten from './hand-written.ts';
import * as handWrittenOutcome from './hand-written-outcome.ts';

/** Other people's; each is loaded by itself, so that one that cannot run here does not take the others with it. */
const peers: readonly (readonly [name: string, load: () => Promise<{ readonly contenders: readonly Contender[] }>])[] =
  [
    ['json-template-engine', () => import('./json-template-engine.ts')],
    ['workflow-engine', () => import('./workflow-engine.ts')],
    ['mapping-kit', () => import('./mapping-kit.ts')],
    ['jsonata', () => import('./jsonata.ts')],
  ];

export interface Loaded {
  /** The first is what the others are held against. */
  readonly contenders: readonly Contender[];
  /** Those that cannot run here, and why. */
  readonly skipped: readonly string[];
}

export async function loadContenders(): Promise<Loaded> {
  const contenders = [handWritten.contender, handWrittenOutcome.contender, ...crosswalk.contenders];
  const skipped: string[] = [];
  for (const [name, load] of peers) {
    try {
      contenders.push(...(await load()).contenders);
    } catch (error) {
      skipped.push(`${name} cannot run here: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { contenders, skipped };
}
