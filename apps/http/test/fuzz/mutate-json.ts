import type { Chance } from './random.ts';

/** Values that are somebody's undoing somewhere. */
const oddities: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => '',
  () => ' \t\u00a0',
  () => 0,
  () => -1e308,
  () => 2 ** 53,
  () => [],
  () => ({}),
  () => [[[]]],
  () => '__proto__',
  () => 'constructor',
  () => '\ud800 alone',
  () => '\u0000\u202e',
  () => '$now() & $$',
  () => '</script>',
  () => '2026-02-30T25:61:61Z',
  () => 'x'.repeat(5000),
  () => ({ All: false, Connect: {} }),
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"toString":1,"then":{}}') as unknown,
  () => nested(70),
];

const names = [
  'type',
  'userId',
  'anonymousId',
  'messageId',
  'event',
  'traits',
  'properties',
  'context',
  'integrations',
];
const moreNames = ['batch', 'writeKey', 'sentAt', 'timestamp', 'originalTimestamp', 'previousId', 'from', 'to', ''];
const types = ['identify', 'track', 'page', 'screen', 'group', 'alias', 'poke', 'Track'];

/** So many objects and lists in one another. */
function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

/** Changes one place of a value that is JSON, a random way down; gives the value, which may be another one. */
export function mutateJson(value: unknown, chance: Chance): unknown {
  const isEnd = typeof value !== 'object' || value === null || chance.once(6);
  if (isEnd) return chance.pick(oddities)();
  if (Array.isArray(value)) return mutateList(value, chance);
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object);
  const key = keys.length === 0 || chance.once(8) ? chance.pick([...names, ...moreNames]) : chance.pick(keys);
  if (chance.once(10)) delete object[key];
  else if (key === 'type' && chance.once(2)) object[key] = chance.pick(types);
  else if (key === 'messageId' && chance.once(2)) object[key] = `m${chance.below(1e9)}`;
  else object[key] = mutateJson(object[key], chance);
  return object;
}

function mutateList(list: unknown[], chance: Chance): unknown[] {
  const how = list.length === 0 ? 0 : chance.below(2000);
  if (how === 1999) return Array.from({ length: 2600 }, () => list[0]);
  const at = chance.below(list.length);
  if (how < 200) list.push(chance.pick(oddities)());
  else if (how < 400) list.splice(at, 1);
  else list[at] = mutateJson(list[at], chance);
  return list;
}
