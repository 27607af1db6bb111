import { expect, it } from 'vitest';
import { Pace } from '../../src/ingest/pace.ts';

function clocked() {
  const clock = { ms: 1_000_000 };
  return { clock, pace: new Pace(() => clock.ms) };
}

it('a source that was quiet may send five seconds of calls at once, then as many as are allowed', () => {
  const { clock, pace } = clocked();
  for (let call = 0; call < 50; call++) {
    expect(pace.wait('website', 10)).toBe(0);
    pace.spend('website', 10, 1);
  }
  expect(pace.wait('website', 10)).toBe(1);
  clock.ms += 100;
  expect(pace.wait('website', 10)).toBe(0);
  pace.spend('website', 10, 1);
  expect(pace.wait('website', 10)).toBe(1);
});

it('a batch larger than the limit is taken, and waited for afterwards', () => {
  const { clock, pace } = clocked();
  expect(pace.wait('website', 10)).toBe(0);
  pace.spend('website', 10, 250);
  expect(pace.wait('website', 10)).toBe(21);
  clock.ms += 21_000;
  expect(pace.wait('website', 10)).toBe(0);
});

it('nobody is told to wait for longer than a minute, and no source waits for another', () => {
  const { pace } = clocked();
  pace.spend('website', 1, 100_000);
  expect(pace.wait('website', 1)).toBe(60);
  expect(pace.wait('app', 1)).toBe(0);
});
