import { describe, expect, test } from 'vitest';
import type { Answer } from '../src/index.ts';
import { arrived, delivery, outletOf, track } from './delivery.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('an answer of 2xx', () => {
  test.each([200, 201, 204, 299])('%d delivers the call', async (status) => {
    const { clock, accept, stateOf, sent } = await delivery({ script: () => ({ status, body: 'whatever' }) });
    await accept([track('m1')]);
    await clock.pass(second);
    expect(sent).toHaveLength(1);
    expect(await stateOf('m1')).toMatchObject({
      state: 'delivered',
      fate: { version: '1.0.0', deliveryId: sent[0]!.id },
    });
  });
});

describe('what may pass is tried again, under the same id', () => {
  const failures: Answer[] = [
    ...[408, 425, 429, 500, 502, 503, 504, 599].map((status) => ({ status })),
    ...['timeout', 'reset', 'refused'].map((error) => ({ error })),
  ];
  test.each(failures)('%j', async (failure) => {
    const { clock, accept, stateOf, sent } = await delivery({
      script: (_sent, tries) => (tries <= 3 ? failure : undefined),
    });
    await accept([track('m1')]);
    await clock.pass(minute);
    expect(sent.map((one) => one.id)).toEqual(Array(4).fill(sent[0]!.id));
    expect((await stateOf('m1')).attempts).toHaveLength(4);
    expect(await stateOf('m1')).toMatchObject({ state: 'delivered' });
  });

  test('with waits that double, up to a minute', async () => {
    const { clock, accept, sent } = await delivery({ script: () => ({ status: 500 }) });
    await accept([track('m1')]);
    await clock.pass(5 * minute);
    const waits = sent.slice(1).map((one, index) => (one.at - sent[index]!.at) / second);
    // The dice always show one half here.
    expect(waits.slice(0, 9)).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
  });

  test.each([
    ['120', 120],
    ['0', 0],
    ['1.5', 1.5],
    ['Mon, 23 Nov 2026 14:02:00 GMT', 120],
    ['Mon, 23 Nov 2020 14:02:00 GMT', 0],
    ['soon', 0.5],
    ['-5', 0.5],
    ['999999', 3600],
  ])('after the time that Retry-After: %s asks for', async (retryAfter, seconds) => {
    const answer = { status: 429, headers: { 'Retry-After': retryAfter } };
    const { clock, accept, sent } = await delivery({ script: (_sent, tries) => (tries === 1 ? answer : undefined) });
    await accept([track('m1')]);
    await clock.pass(2 * hour);
    expect(sent).toHaveLength(2);
    expect(Math.round((sent[1]!.at - sent[0]!.at) / 100) / 10).toBe(seconds);
  });

  test('for 72 hours, then the call is given up', async () => {
    const { clock, accept, stateOf, sent } = await delivery({ script: () => ({ error: 'timeout' }) });
    await accept([track('m1')]);
    await clock.pass(71 * hour);
    expect(await stateOf('m1')).toMatchObject({ state: 'in flight' });
    await clock.pass(2 * hour);
    expect(await stateOf('m1')).toMatchObject({
      state: 'dead',
      fate: { code: 'RETRIES_EXHAUSTED', mayHaveArrived: true },
      sent: { deliveryId: sent[0]!.id, body: { messageId: 'm1' } },
    });
  });

  test('at least 5 times, however long that takes', async () => {
    const answer = { status: 503, headers: { 'retry-after': '3600' } };
    const retry = { base: 1000, cap: 60_000, longestRetryAfter: 30 * hour, giveUpAfter: 72 * hour, giveUpTries: 5 };
    const patient = { ...answer, headers: { 'retry-after': String(30 * 3600) } };
    const { clock, accept, stateOf, sent } = await delivery({ script: () => patient, tuning: { retry } });
    await accept([track('m1')]);
    await clock.pass(119 * hour);
    expect(sent).toHaveLength(4);
    expect(await stateOf('m1')).toMatchObject({ state: 'in flight' });
    await clock.pass(2 * hour);
    expect(sent).toHaveLength(5);
    expect(await stateOf('m1')).toMatchObject({ state: 'dead', fate: { mayHaveArrived: false } });
  });
});

describe('what a call may be at fault for', () => {
  test.each([400, 413, 422])('%d: a call sent alone is dead', async (status) => {
    const { clock, accept, stateOf, sent } = await delivery({
      script: () => ({ status, body: 'email is invalid: peter' }),
    });
    await accept([track('m1')]);
    await clock.pass(second);
    expect(sent).toHaveLength(1);
    expect(await stateOf('m1')).toMatchObject({
      state: 'dead',
      fate: { code: 'MESSAGE_REJECTED', reason: `Refused by the destination: answer ${status}` },
    });
  });

  test('a batch is split until the bad one is alone; all others arrive once, in order', async () => {
    const { clock, accept, stateOf, store, sent } = await delivery({
      script: ({ bodies }) => ({ status: bodies.some((body) => body.messageId === 'm7') ? 400 : 200 }),
    });
    await accept(Array.from({ length: 10 }, (_, index) => track(`m${index}`)));
    await clock.pass(second);
    const good = sent.filter((one) => one.bodies.every((body) => body.messageId !== 'm7'));
    expect(arrived(good)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm8', 'm9']);
    expect(await stateOf('m7')).toMatchObject({ state: 'dead' });
    expect(await store.counts()).toMatchObject({ delivered: 9, dead: 1, waiting: 0, inFlight: 0 });
    expect(new Set(sent.map((one) => one.id)).size).toBe(sent.length);
  });

  test('the second half waits when the first has to be tried again', async () => {
    const { clock, accept, sent } = await delivery({
      script: ({ bodies, at }) =>
        bodies.length === 4
          ? { status: 400 }
          : at < second && bodies[0]!.messageId === 'm1'
            ? { status: 500 }
            : undefined,
    });
    await accept(['m1', 'm2', 'm3', 'm4'].map((messageId) => track(messageId)));
    await clock.pass(minute);
    const halves = sent.filter((one) => one.bodies.length === 2).map((one) => arrived([one])[0]);
    expect(halves.lastIndexOf('m1')).toBeGreaterThan(0);
    expect(halves.indexOf('m3')).toBeGreaterThan(halves.lastIndexOf('m1'));
  });

  test('several bad ones among many users', async () => {
    const bad = new Set(['m3', 'm11', 'm12', 'm29']);
    const { clock, accept, store, sent } = await delivery({
      script: ({ bodies }) => ({ status: bodies.some((body) => bad.has(body.messageId)) ? 422 : 200 }),
    });
    await accept(Array.from({ length: 40 }, (_, index) => track(`m${index}`, `user ${index % 7}`)));
    await clock.pass(second);
    expect(await store.counts()).toMatchObject({ delivered: 36, dead: 4 });
    const good = arrived(sent.filter((one) => one.bodies.every((body) => !bad.has(body.messageId))));
    expect(good.toSorted()).toEqual([...new Set(good)].toSorted());
  });
});

describe('what only the environment can be at fault for', () => {
  const faults: Answer[] = [...[301, 302, 401, 403, 404, 405].map((status) => ({ status })), { error: 'unresolved' }];
  test.each(faults)('%j: nothing dies, and one probe a minute is sent', async (fault) => {
    let isWell = false;
    const { clock, accept, store, sent, deliverer, reports } = await delivery({
      script: () => (isWell ? undefined : fault),
    });
    await accept(Array.from({ length: 50 }, (_, index) => track(`m${index}`, `user ${index}`)));
    await clock.pass(second);
    const before = sent.length;
    expect(deliverer.state()).toMatchObject([{ breaker: 'open' }]);
    await clock.pass(10 * minute);
    expect(sent.length - before).toBe(10);
    expect(reports.map((report) => report.code)).toEqual(['D501']);
    isWell = true;
    await clock.pass(minute + second);
    expect(await store.counts()).toMatchObject({ delivered: 50, dead: 0, waiting: 0, inFlight: 0 });
    expect(deliverer.state()).toMatchObject([{ breaker: 'closed', openBatches: 0 }]);
    expect(reports.map((report) => report.code)).toEqual(['D501', 'D502']);
  });

  test('that then fails in another way has not recovered yet', async () => {
    let answer: Answer = { status: 401 };
    const { clock, accept, deliverer, reports } = await delivery({ script: () => answer });
    await accept([track('m1')]);
    await clock.pass(second);
    answer = { status: 503 };
    await clock.pass(2 * minute);
    expect(deliverer.state()).toMatchObject([{ breaker: 'slow' }]);
    expect(reports.map((report) => report.code)).toEqual(['D501']);
    answer = { status: 200 };
    await clock.pass(2 * minute);
    expect(reports.map((report) => report.code)).toEqual(['D501', 'D502']);
  });

  test('the time behind an open breaker does not count', async () => {
    let isWell = true;
    const { clock, accept, stateOf } = await delivery({
      script: (_sent, tries) =>
        (isWell ? { status: 500 } : { status: 401 }) satisfies Answer & { tries?: typeof tries },
    });
    await accept([track('m1')]);
    await clock.pass(71 * hour);
    isWell = false;
    await clock.pass(100 * hour);
    expect(await stateOf('m1')).toMatchObject({ state: 'in flight' });
    isWell = true;
    await clock.pass(30 * minute);
    expect(await stateOf('m1')).toMatchObject({ state: 'in flight' });
    await clock.pass(2 * hour);
    expect(await stateOf('m1')).toMatchObject({ state: 'dead', fate: { code: 'RETRIES_EXHAUSTED' } });
  });

  test('new settings are tried at once; what was written goes on under its old id', async () => {
    const { clock, accept, store, sent, deliverer } = await delivery({
      script: ({ key }) => ({ status: key === 'wrong' ? 401 : 200 }),
      outlets: [outletOf('web', 'wrong')],
    });
    await accept([track('m1'), track('m2')]);
    await clock.pass(second);
    const configured = deliverer.configure([outletOf('web', 'right')]);
    await clock.pass(second);
    await configured;
    await clock.pass(second);
    expect(sent.map((one) => [one.key, one.id])).toEqual([
      ['wrong', 'batch-1'],
      ['right', 'batch-1'],
    ]);
    expect(await store.counts()).toMatchObject({ delivered: 2 });
  });

  test('settings that make no request hold the calls back', async () => {
    const broken = {
      ...outletOf('web').program,
      pack: () => {
        throw new Error('no endpoint');
      },
    };
    const { clock, accept, store, deliverer } = await delivery({ outlets: [outletOf('web', 'key', broken)] });
    await accept([track('m1')]);
    await clock.pass(5 * minute);
    expect(await store.counts()).toMatchObject({ inFlight: 1, dead: 0 });
    expect(deliverer.state()).toMatchObject([{ breaker: 'open' }]);
  });
});

describe('one environment that is down', () => {
  test('leaves the others at full speed', async () => {
    const { clock, accept, store, sent, deliverer } = await delivery({
      outlets: [outletOf('web', 'down'), outletOf('shop', 'up')],
      script: ({ key }) => (key === 'down' ? { error: 'refused' } : undefined),
    });
    await accept(Array.from({ length: 500 }, (_, index) => track(`w${index}`, `user ${index}`)));
    await accept(
      Array.from({ length: 500 }, (_, index) => track(`s${index}`, `user ${index}`)),
      'shop',
    );
    await clock.pass(1);
    expect(await store.counts()).toMatchObject({ delivered: 500 });
    await clock.pass(hour);
    expect(deliverer.state()).toMatchObject([{ breaker: 'slow' }, { breaker: 'closed' }]);
    // A probe at a time, at most a minute apart and half a minute on average.
    expect(sent.filter((one) => one.key === 'down').length).toBeLessThan(200);
  });

  test('is back at full speed as soon as one request succeeds', async () => {
    let isDown = true;
    const { clock, accept, store } = await delivery({ script: () => (isDown ? { error: 'refused' } : undefined) });
    await accept(Array.from({ length: 500 }, (_, index) => track(`m${index}`, `user ${index}`)));
    await clock.pass(hour);
    isDown = false;
    await clock.pass(minute + second);
    expect(await store.counts()).toMatchObject({ delivered: 500, inFlight: 0 });
  });
});

describe('calls that are not sent', () => {
  test('a rejected call is dead, a skipped one is skipped, each with its reason', async () => {
    const { clock, accept, stateOf, sent } = await delivery();
    await accept([track('m1', 'peter', { type: 'wrong' }), track('m2', 'peter', { type: 'poke' })]);
    await clock.pass(1);
    expect(sent).toEqual([]);
    expect(await stateOf('m1')).toMatchObject({
      fate: { status: 'dead', code: 'MESSAGE_REJECTED', reason: 'R401: user_id is required' },
    });
    expect(await stateOf('m2')).toMatchObject({
      fate: { status: 'skipped', code: 'NO_MATCHING_MAPPING', reason: 'No rule takes a poke' },
    });
  });

  test('a call that becomes two requests is delivered when both are, in order', async () => {
    const { clock, accept, stateOf, sent } = await delivery();
    await accept([track('m1', 'peter', { type: 'both' }), track('m2')]);
    await clock.pass(1);
    expect(sent.map((one) => [one.operation, arrived([one])])).toEqual([
      ['identify', ['m1']],
      ['track', ['m1', 'm2']],
    ]);
    expect(await stateOf('m1')).toMatchObject({ state: 'delivered' });
  });

  test('what follows of a call whose first request was refused is not sent', async () => {
    const { clock, accept, stateOf, sent } = await delivery({
      script: ({ operation }) => ({ status: operation === 'identify' ? 400 : 200 }),
    });
    await accept([track('m1', 'peter', { type: 'both' }), track('m2')]);
    await clock.pass(1);
    expect(arrived(sent.filter((one) => one.operation === 'track'))).toEqual(['m2']);
    expect(await stateOf('m1')).toMatchObject({ state: 'dead' });
  });
});
