import type { MapContext, Outcome, Settings } from '@crosswalk/engine';
import { alias, group, track, view } from './events.ts';
import { identify } from './identify.ts';
import { isObject, Notes } from './values.ts';

/**
 * The whole of mappings/connect as a careful person would write it straight away, with the same checks, warnings and
 * outcomes. The bench holds its outcomes against the mapping's before it measures.
 */
export function mapByHand(event: unknown, { settings }: MapContext): Outcome {
  try {
    return isObject(event) ? mapped(event, settings) : refused('an event is an object');
  } catch {
    return refused('a mistake of ours');
  }
}

function mapped(event: Record<string, unknown>, settings: Settings): Outcome {
  const notes = new Notes();
  const done = (rule: string, operation: string, body: object): Outcome =>
    notes.errors.length > 0
      ? { status: 'rejected', rule, errors: notes.errors }
      : { status: 'mapped', rule, requests: [{ operation, body }], warnings: notes.warnings };
  switch (event.type) {
    case 'identify':
      return done('identify', 'identify', identify(event, settings, notes));
    case 'track':
      return done('track', 'track', track(event, notes));
    case 'page':
      if (settings.sendPages === false) return skipped('page', 'The setting sendPages is off');
      return done('page', 'track', view(event, 'Page', notes));
    case 'screen':
      if (settings.sendScreens === false) return skipped('screen', 'The setting sendScreens is off');
      return done('screen', 'track', view(event, 'Screen', notes));
    case 'group':
      return done('group', 'identify', group(event, notes));
    case 'alias': {
      const body = alias(event, notes);
      if (!body) return skipped('alias', 'Both ids are the same, there is nothing to join');
      return done('alias', 'identify', body);
    }
    default:
      return { status: 'skipped', reason: 'No rule of the mapping takes this kind of call' };
  }
}

const skipped = (rule: string, reason: string): Outcome => ({ status: 'skipped', rule, reason });
const refused = (message: string): Outcome => ({
  status: 'rejected',
  errors: [{ code: 'R408', severity: 'error', message }],
});
