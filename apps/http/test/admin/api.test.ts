import type { Story } from '@crosswalk/delivery';
import { describe, expect, it } from 'vitest';
import type { ReplayState } from '../../src/admin/replays.ts';
import { bodiesOf } from '../whole/sink.ts';
import { setUp, track } from './admin.ts';

const onlyUsers = (stories: readonly Story[]) => stories.map(({ call }) => call.userId);

describe('calls', () => {
  it('are listed newest first, by filters, a page at a time', async () => {
    const { send, json } = await setUp();
    await send(track('u1', 'Signed Up'), track('u2', 'Signed Up'), track('u1', 'Paid'));
    expect(onlyUsers(await json('/api/calls'))).toEqual(['u1', 'u2', 'u1']);
    expect(onlyUsers(await json('/api/calls?event=Signed+Up'))).toEqual(['u2', 'u1']);
    const [newest] = await json<Story[]>('/api/calls?user=u1&most=1');
    expect(newest!.call.event).toBe('Paid');
    const older = await json<Story[]>(`/api/calls?user=u1&before=${newest!.seq}`);
    expect(older.map(({ call }) => call.event)).toEqual(['Signed Up']);
    expect(onlyUsers(await json('/api/calls?to=2020-01-01'))).toEqual([]);
  });

  it('tell their whole fate: as they came, as they were sent, every attempt', async () => {
    const { send, json } = await setUp([503, 400]);
    await send(track('u1', 'Paid'));
    const [story] = await json<Story[]>('/api/calls/u1%20Paid');
    expect(story).toMatchObject({ source: 'website', call: { userId: 'u1', event: 'Paid' } });
    const [delivery] = story!.deliveries;
    expect(delivery).toMatchObject({
      state: 'dead',
      fate: { code: 'MESSAGE_REJECTED' },
      sent: { operation: 'track', body: { user_id: 'u1', event: 'Paid' } },
      attempts: [
        { verdict: 'retry', status: 503 },
        { verdict: 'split', status: 400 },
      ],
    });
  });

  it('are counted by outlet, state and reason', async () => {
    const { send, json } = await setUp([400]);
    await send(track('u1', 'Paid'));
    await send(track('u2', 'Paid'), {
      type: 'group',
      userId: 'u3',
      groupId: 'g',
      messageId: 'm',
      integrations: { All: false },
    });
    const outlet = { source: 'website', destination: 'connect' };
    const { deliveries } = await json<{ deliveries: object[] }>('/api/deliveries');
    expect(deliveries).toHaveLength(3);
    expect(deliveries).toEqual(
      expect.arrayContaining([
        { ...outlet, state: 'dead', code: 'MESSAGE_REJECTED', count: 1 },
        { ...outlet, state: 'delivered', count: 1 },
        { ...outlet, state: 'skipped', code: 'FILTERED_BY_INTEGRATIONS_OBJECT', count: 1 },
      ]),
    );
    expect(await json('/api/deliveries?from=2100-01-01')).toMatchObject({ deliveries: [] });
  });

  it('by a filter that is misspelt are refused, rather than all of them meant', async () => {
    const { ask, order } = await setUp();
    const answer = await ask('/api/calls?suorce=website');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'there is no filter suorce; did you mean source?' });
    expect((await ask('/api/calls?from=yesterday')).status).toBe(400);
    expect((await ask('/api/calls?state=lost')).status).toBe(400);
    expect((await order('/api/replays', { users: 'u1' })).status).toBe(400);
  });
});

describe('a replay', () => {
  it('counts before anything is sent, then sends dead calls once more, and does nothing when it is repeated', async () => {
    const { sink, server, send, order, json } = await setUp([400, 400]);
    await send(track('u1', 'Paid'));
    await send(track('u2', 'Paid'));
    const before = sink.requests.length;
    const meant = { state: 'dead', user: 'u1' };
    expect((await order('/api/replays/count', meant)).body).toMatchObject({ count: 1, tallies: [{ state: 'dead' }] });
    expect(sink.requests).toHaveLength(before);

    const { status, body } = await order<ReplayState>('/api/replays', { ...meant, perSecond: 1000 });
    expect(status).toBe(202);
    expect(body).toMatchObject({ id: 1, state: 'running', total: 1 });
    await expect.poll(() => json('/api/replays/1')).toMatchObject({ state: 'done', revived: 1 });
    await server.settled();
    expect(bodiesOf(sink.requests.slice(before))).toMatchObject([{ user_id: 'u1' }]);

    await order('/api/replays', meant);
    await expect.poll(() => json('/api/replays/2')).toMatchObject({ state: 'done', total: 0, revived: 0 });
    expect(await json('/api/calls?state=dead')).toMatchObject([{ call: { userId: 'u2' } }]);
  });

  it('can be aborted, and is alone while it runs', async () => {
    const { send, order, ask, json } = await setUp();
    await send(...Array.from({ length: 20 }, (_, at) => track(`u${at}`, 'Paid')));
    await order('/api/replays', { again: true, perSecond: 5 });
    expect(await order('/api/replays', { again: true })).toMatchObject({ status: 409 });
    const aborted = (await (await ask('/api/replays/1', { method: 'DELETE' })).json()) as ReplayState;
    expect(aborted).toMatchObject({ state: 'aborted', total: 20 });
    expect(aborted.revived).toBeLessThan(20);
    expect(await json('/api/replays')).toEqual([aborted]);
    expect((await ask('/api/replays/7')).status).toBe(404);
  });

  it('leaves delivered calls alone unless told again', async () => {
    const { send, order } = await setUp();
    await send(track('u1', 'Paid'));
    expect((await order('/api/replays/count', {})).body).toMatchObject({ count: 0 });
    expect((await order('/api/replays/count', { again: true })).body).toMatchObject({ count: 1 });
  });
});

describe('forgetting a person', () => {
  it('erases the calls of all ids that were joined, and nobody else', async () => {
    const { send, order, json } = await setUp();
    await send(
      track('anonymous', 'Seen'),
      { type: 'alias', userId: 'u1', previousId: 'anonymous', messageId: 'a' },
      track('u1', 'Paid'),
      track('u2', 'Paid'),
    );
    const { body } = await order<{ ids: string[] }>('/api/trace', { user: 'u1' });
    expect([...body.ids].sort()).toEqual(['anonymous', 'u1']);
    expect(onlyUsers(await json('/api/calls'))).toHaveLength(4);
    expect((await order('/api/forget', { user: 'u1' })).body).toMatchObject({ calls: 3 });
    expect(onlyUsers(await json('/api/calls'))).toEqual(['u2']);
    expect((await order('/api/forget', {})).status).toBe(400);
  });
});

describe('the admin listener', () => {
  it('answers to no foreign name, and does nothing for a page of another site', async () => {
    const { server, ask, order } = await setUp();
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${server.admin}/api/calls`, { headers: { host: 'evil.example' } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end();
    });
    expect(status).toBe(403);
    const foreign = { origin: 'http://evil.example', 'content-type': 'application/json' };
    const answer = await ask('/api/forget', { method: 'POST', body: '{"user":"u1"}', headers: foreign });
    expect(answer.status).toBe(403);
    expect((await order('/api/forget', { user: 'u1' })).status).toBe(200);
    expect((await ask('/health')).headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
