import type { Findings, Place, YamlFile } from '@crosswalk/engine/reading';
import type { SourceConfig } from './config.ts';

type Keys = Pick<SourceConfig, 'name' | 'writeKeys'> & Partial<Pick<SourceConfig, 'retiredKeys'>>;

/** Names tell sources apart (C611), and a write key belongs to one source (C610). */
export function checkSources(sources: readonly Keys[], yaml: YamlFile, findings: Findings): void {
  const names = new Map<string, Place>();
  const keys = new Map<string, Place>();
  sources.forEach(({ name, writeKeys, retiredKeys = [] }, at) => {
    once(names, name, yaml.place(['sources', at, 'name']), (place, first) => {
      findings.error('C611', `two sources are named ${name}`, place, {
        also: [{ ...first, message: 'the first one' }],
      });
    });
    for (const [list, given] of Object.entries({ writeKeys, retiredKeys })) {
      given.forEach((key, index) => {
        once(keys, key, yaml.place(['sources', at, list, index]), (place, first) => {
          findings.error('C610', 'this write key stands twice', place, { also: [{ ...first, message: 'here too' }] });
        });
      });
    }
  });
}

function once(
  seen: Map<string, Place>,
  name: string,
  place: Place,
  report: (place: Place, first: Place) => void,
): void {
  const first = seen.get(name);
  if (first) report(place, first);
  else seen.set(name, place);
}
