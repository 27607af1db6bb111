import { Traits } from './traits.ts';
import { compact, isObject, member, type Notes, present, requiredId, text, timestamp } from './values.ts';

type Event = Record<string, unknown>;

const userId = (event: Event, notes: Notes) => requiredId(present(event.userId) ?? event.anonymousId, 'user_id', notes);

export function track(event: Event, notes: Notes): object {
  return compact({
    user_id: userId(event, notes),
    event: eventName(event.event, notes),
    properties: properties(event.properties, notes),
    timestamp: timestamp(event, notes),
  });
}

function eventName(value: unknown, notes: Notes): string | undefined {
  const name = present(value);
  if (name === undefined) return notes.refuse('R401', 'event', 'the field is required');
  if (typeof name === 'string' && [...name].length <= 200) return name;
  return notes.refuse('R402', 'event', 'a text of at most 200 characters is wanted');
}

function properties(value: unknown, notes: Notes): object | undefined {
  const given = present(value) ?? {};
  return isObject(given) ? given : notes.warn('R402', 'properties', 'an object is wanted');
}

/** A page or a screen. */
export function view(event: Event, kind: 'Page' | 'Screen', notes: Notes): object {
  const named = { name: present(event.name), category: present(event.category) };
  return compact({
    user_id: userId(event, notes),
    event: cut([`[Segment ${kind}]`, viewName(event, notes)].filter(Boolean).join(' '), notes),
    properties: { ...properties(event.properties, notes), ...compact(named) },
    timestamp: timestamp(event, notes),
  });
}

function viewName(event: Event, notes: Notes): string | undefined {
  const asWritten = (value: unknown) => (text(value, 'event', notes) === undefined ? undefined : String(value));
  const address = (value: unknown) => asWritten(value)?.split(/[?#]/)[0];
  return (
    asWritten(event.name) ??
    asWritten(member(event.properties, 'name')) ??
    (address(member(event.properties, 'url')) || address(member(member(event.context, 'page'), 'url')) || undefined)
  );
}

function cut(name: string, notes: Notes): string {
  if (name.length <= 200) return name;
  notes.warn('R402', 'event', 'the text was cut');
  return [...name].slice(0, 200).join('');
}

export function group(event: Event, notes: Notes): object {
  return compact({
    user_id: userId(event, notes),
    group_id: requiredId(event.groupId, 'group_id', notes),
    group_attributes: new Traits(event.traits).without([], ['id']),
  });
}

/** Nothing when both ids are the same. */
export function alias(event: Event, notes: Notes): object | undefined {
  const later = present(event.userId) ?? present(event.to);
  const earlier = present(event.previousId) ?? present(event.from) ?? present(event.anonymousId);
  if (later !== undefined && earlier !== undefined && String(later) === String(earlier)) return undefined;
  return {
    user_id: requiredId(later, 'user_id', notes),
    previous_id: requiredId(earlier, 'previous_id', notes),
  };
}
