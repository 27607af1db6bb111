import { expect, it } from 'vitest';
import { verdictOn } from './verdict.ts';

const effects = (...numbers: number[]) => numbers.map((n) => ({ user_id: 'p', body: { properties: { n } } }));
const on = (...numbers: number[]) => verdictOn([{ id: 'p', acknowledged: ['0', '1', '2'] }], effects(...numbers));

it('the judge of what arrived sees what is lost, doubled, out of order, and never acknowledged', () => {
  expect(on(0, 1, 2)).toEqual({ calls: 3, lost: 0, doubled: 0, outOfOrder: 0 });
  expect(on(0, 2)).toMatchObject({ lost: 1, doubled: 0, outOfOrder: 0 });
  expect(on(0, 1, 1, 2)).toMatchObject({ lost: 0, doubled: 1, outOfOrder: 0 });
  expect(on(0, 2, 1)).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 1 });
  expect(on(0, 1, 2, 3).outOfOrder).toBe(1);
});
