import type { Diagnostic } from '@crosswalk/diagnostics';
import type { Destination, Outcome, RuleInfo } from '../../src/contract.ts';

/** A destination whose outcomes are written down, for tests of what stands around the mapping. */
export function destinationOf(outcomes: Record<string, Outcome>, rules: readonly RuleInfo[] = [identify]): Destination {
  const unused = () => {
    throw new Error('not used by cases');
  };
  return {
    name: 'test',
    version: '0.0.0+000000000000',
    names: ['Test'],
    operations: {
      identify: { method: 'POST', path: '/identify', most: 1 },
      track: { method: 'POST', path: '/track', most: 1 },
    },
    rules,
    settings: (given) => ({
      settings: (given ?? {}) as Record<string, unknown>,
      diagnostics: given ? settingsFaults(given) : [],
    }),
    map: (event) => outcomes[(event as { id: string }).id] ?? { status: 'skipped', reason: 'No rule takes it' },
    explain: unused,
    pack: unused,
    judge: unused,
    toModule: unused,
    toDeclarations: unused,
  };
}

export const identify: RuleInfo = {
  name: 'identify',
  summary: 'An identify call becomes a user.',
  file: 'identify.yaml',
  operations: ['identify'],
  fields: ['user_id', 'email', 'address.city'],
};

function settingsFaults(given: object): Diagnostic[] {
  if ('apiKey' in given) return [];
  return [{ code: 'R405', severity: 'error', message: 'the setting is missing', field: 'apiKey' }];
}
