import { type Receipt, systemClock } from '@crosswalk/delivery';
import { describe, expect, it } from 'vitest';
import { StoreHealth } from '../../src/deliver/store-health.ts';

/** A store on a disk that has so much room, and a clock of which every look is a minute later. */
function setUp() {
  const disk = { room: 1000 };
  const take = async (bytes: number) => {
    if (bytes > disk.room) throw new Error('disk full');
  };
  let minutes = 0;
  const clock = { ...systemClock, monotonic: () => 60_000 * minutes++ };
  const told: string[] = [];
  const store = {
    append: async ({ calls }: { calls: unknown }): Promise<Receipt> => {
      await take((calls as { bytes: Uint8Array }).bytes.length);
      return { accepted: 1, duplicates: 0 };
    },
    check: take,
  };
  const health = new StoreHealth(store, clock, ({ state }) => told.push(state));
  const append = (bytes: number) =>
    health.append({
      source: 'website',
      destinations: ['connect'],
      calls: { bytes: new Uint8Array(bytes), note: '', messageIds: ['m1'] },
    });
  return { disk, health, append, told };
}

describe('a store', () => {
  it('that has little room is well only when there is room for what was refused', async () => {
    const { disk, health, append, told } = setUp();
    expect(await health.state()).toEqual({ state: 'well' });
    await expect(append(2000)).rejects.toThrow('disk full');
    await append(10);
    expect(await health.state()).toEqual({ state: 'fails', reason: 'disk full' });
    disk.room = 3000;
    expect(await health.state()).toEqual({ state: 'well' });
    expect(told).toEqual(['fails', 'well']);
  });

  it('that fails is seen though nobody sends', async () => {
    const { disk, health } = setUp();
    disk.room = -1;
    expect(await health.state()).toEqual({ state: 'fails', reason: 'disk full' });
  });
});
