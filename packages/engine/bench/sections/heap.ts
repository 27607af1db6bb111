import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Section } from '../report/section.ts';

const script = fileURLToPath(new URL('../processes/heap.ts', import.meta.url));
const flags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];

/** What an event costs in memory that must be collected again. */
export function heapSection(): Section {
  const text = execFileSync(process.execPath, [...flags, script], { encoding: 'utf8' });
  const bytes = JSON.parse(text) as [group: string, name: string, bytes: number][];
  const names = [...new Set(bytes.map(([, name]) => name))];
  const cell = (group: string, name: string) => {
    const found = bytes.find(([ofGroup, ofName]) => ofGroup === group && ofName === name);
    return found ? Math.round(found[2]).toLocaleString('en') : '';
  };
  return {
    title: 'Memory an event',
    about:
      'Bytes of heap that are taken for one event and freed with its outcome, in the events of the first table and in identifies of eight trait shapes through mappings/connect.',
    head: ['', 'identify', 'track', 'connect, eight shapes'],
    rows: names.map((name) => [name, cell('identify', name), cell('track', name), cell('connect', name)]),
  };
}
