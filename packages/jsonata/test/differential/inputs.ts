import fc from 'fast-check';

/** Events as expressions meet them: few names, so that paths hit, and arrays in all the places where they change a result. */
const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 12 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('', 'x', 'y', 'Ann', 'Bob Lee', 'a b c', '12', '2020-01-02T03:04:05.678Z', 'é😀'),
  },
  { weight: 1, arbitrary: fc.constantFrom(0.5, -1.25, 1e21, 0.1 + 0.2, -0) },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
);

export const names = ['a', 'b', 'c', 'd', 'list', 'name', '0'] as const;

/** As JSON gives them: objects without a prototype would differ from every copy that is compared with them. */
const members = { noNullPrototype: true } as const;

export const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...names), tie('value'), { ...members, maxKeys: 4 }) },
    {
      weight: 2,
      arbitrary: fc.array(fc.dictionary(fc.constantFrom(...names), tie('value'), { ...members, maxKeys: 3 }), {
        maxLength: 3,
      }),
    },
  ),
})).value;

export const input = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...names), value, { ...members, minKeys: 1, maxKeys: 6 }) },
  { weight: 2, arbitrary: fc.array(value, { maxLength: 3 }) },
  { weight: 1, arbitrary: value },
);
