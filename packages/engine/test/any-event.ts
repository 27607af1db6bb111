import fc from 'fast-check';

/** Names that mappings look for, names that objects inherit, and any others. */
const name = fc.oneof(
  fc.constantFrom(
    'traits',
    'context',
    'device',
    'properties',
    'email',
    'first_name',
    'name',
    'phones',
    'timezone',
    'type',
    'token',
  ),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then'),
  fc.string({ maxLength: 8 }),
);
const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('tree')), { maxLength: 5 }).map(fromEntries),
  ),
}));

/** As JSON.parse makes them: `__proto__` is a property of its own. */
function fromEntries(entries: [string, unknown][]): object {
  const made = {};
  for (const [key, value] of entries)
    Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

/** Events of every type, with anything where mappings look. */
export const anyEvent = fc.record(
  {
    type: fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias', 'other'),
    userId: fc.oneof(fc.string(), fc.double(), tree),
    previousId: tree,
    groupId: tree,
    event: tree,
    name: tree,
    traits: tree,
    properties: tree,
    context: tree,
    timestamp: fc.oneof(fc.constant('2020-01-02T03:04:05.678Z'), tree),
  },
  { requiredKeys: ['type'], noNullPrototype: true },
);
