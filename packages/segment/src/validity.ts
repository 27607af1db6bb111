import { isAbsent, isObject, type JsonObject } from './call.ts';
import { type IngestFailure, ingestFailure } from './failure.ts';

/** The fields that hold ids. `from` and `to` are ids of an alias only; elsewhere they are the client's own. */
const idFields = ['userId', 'anonymousId', 'previousId', 'groupId'];
const aliasIdFields = [...idFields, 'from', 'to'];

/** The names under which a call of this type carries ids. */
export function idFieldsOf(type: unknown): readonly string[] {
  return type === 'alias' ? aliasIdFields : idFields;
}

/** Why Segment would refuse the call, by its type and what it carries; nothing when it would take it. */
export function whyRefused(type: unknown, call: JsonObject): IngestFailure | undefined {
  for (const field of idFieldsOf(type)) {
    const id = call[field];
    if (typeof id !== 'string' && typeof id !== 'number' && !isAbsent(id)) return ingestFailure('id_not_string', field);
  }
  const nobody = isAbsent(call.userId) && isAbsent(call.anonymousId);
  if (nobody && !(type === 'alias' && !isAbsent(call.to))) return ingestFailure('no_user_anon_id');
  switch (type) {
    case 'track':
      return whyNotNamed(call.event) ?? whyNoProperties(call);
    case 'page':
    case 'screen':
      return whyNotText(call) ?? whyNoProperties(call);
    case 'identify':
    case 'group':
      return fits(call.traits) ? undefined : ingestFailure('traits_not_object');
    default:
      return undefined;
  }
}

function whyNotNamed(event: unknown): IngestFailure | undefined {
  if (isAbsent(event)) return ingestFailure('event_not_defined');
  return typeof event === 'string' ? undefined : ingestFailure('event_not_string');
}

function whyNoProperties(call: JsonObject): IngestFailure | undefined {
  return fits(call.properties) ? undefined : ingestFailure('properties_not_object');
}

/** Clients send an empty name where there is none, so only what is not text is at fault. */
function whyNotText(call: JsonObject): IngestFailure | undefined {
  if (!isAbsent(call.name) && typeof call.name !== 'string') return ingestFailure('name_not_string');
  if (!isAbsent(call.category) && typeof call.category !== 'string') return ingestFailure('category_not_string');
  return undefined;
}

/** Rudder's browser SDK sends null where a call has no traits or properties. */
function fits(value: unknown): boolean {
  return value === undefined || value === null || isObject(value);
}
