import { describe, expect, it } from 'vitest';
import { setUp, track } from './admin.ts';

const form = (fields: Record<string, string>, headers: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers,
  redirect: 'manual' as const,
});

describe('the pages', () => {
  it('show where everything stands', async () => {
    const { send, page } = await setUp([400]);
    await send(track('u1', 'Paid'));
    const text = await page('/');
    expect(text).toContain('<dt>Accepted</dt><dd>1</dd>');
    expect(text).toContain('<span class="badge accepted">Delivers</span>');
    expect(text).toContain(
      'href="/dead?source=website&amp;destination=connect&amp;code=MESSAGE_REJECTED&amp;state=dead&amp;from=',
    );
  });

  it('show the calls by filters, only those that failed when asked, live unless paused', async () => {
    const { send, page } = await setUp([400]);
    await send(track('u1', 'Paid'));
    await send(track('u2', 'Paid'));
    const all = await page('/calls');
    expect(all).toContain('<td>u1</td>');
    expect(all).toContain('<td>u2</td>');
    expect(all).toContain('http-equiv="refresh"');
    const failed = await page('/calls?state=dead&event=Paid&live=off');
    expect(failed).toContain('<td>u1</td>');
    expect(failed).not.toContain('<td>u2</td>');
    expect(failed).not.toContain('http-equiv="refresh"');
    expect(await page('/calls?user=nobody')).toContain('No call is kept that fits');
  });

  it('show the whole fate of a call', async () => {
    const { send, page, ask } = await setUp([503]);
    await send(track('u1', 'Paid'));
    const text = await page('/calls/u1%20Paid');
    expect(text).toContain('Delivered');
    expect(text).toContain('<td>503</td><td>tried again later</td>');
    expect(text).not.toContain('Deliver it anew');
    expect(text).toContain('&quot;event&quot;: &quot;Paid&quot;');
    expect((await ask('/calls/nothing')).status).toBe(404);
  });

  it('let markup in calls do nothing', async () => {
    const { send, page } = await setUp([400]);
    const evil = `"'><script>alert(1)</script>`;
    await send(track(evil, evil, { messageId: 'm' }));
    for (const path of ['/calls', '/calls/m', '/dead', `/calls?user=${encodeURIComponent(evil)}`]) {
      const text = await page(path);
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toContain('<script');
    }
  });

  it('deliver dead letters anew, for forms of their own alone', async () => {
    const { sink, server, send, ask, page, json } = await setUp([400]);
    await send(track('u1', 'Paid'));
    expect(await page('/dead')).toContain('<button>Deliver 1 anew</button>');
    const fields = { event: 'Paid', perSecond: '100' };
    expect((await ask('/dead/replay', form(fields, { origin: 'http://evil.example' }))).status).toBe(403);
    const answer = await ask('/dead/replay', form(fields, { origin: server.admin }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dead?event=Paid']);
    await expect.poll(() => json('/api/replays/1')).toMatchObject({ state: 'done', revived: 1 });
    await server.settled();
    expect(sink.requests).toHaveLength(2);
    expect(await page('/dead')).toContain('Replay 1 is done: 1 of 1');
  });

  it('deliver one dead call anew, from the page of its fate', async () => {
    const { sink, server, send, ask, page } = await setUp([400]);
    await send(track('u1', 'Paid'));
    expect(await page('/calls/u1%20Paid')).toContain('action="/calls/u1%20Paid/replay"');
    const origin = { origin: server.admin };
    const answer = await ask('/calls/u1%20Paid/replay', { method: 'POST', headers: origin, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/calls/u1%20Paid']);
    await expect.poll(() => sink.requests.length).toBe(2);
    await server.settled();
    expect(await page('/calls/u1%20Paid')).toContain('Delivered');
  });

  it('say first why the server is not ready', async () => {
    const { server, page, ask } = await setUp([401]);
    const headers = { authorization: `Basic ${btoa('website-key:')}` };
    await fetch(`${server.address}/v1/track`, { method: 'POST', body: JSON.stringify(track('u1', 'Paid')), headers });
    await expect.poll(async () => (await ask('/ready')).status).toBe(503);
    expect(await page('/')).toContain('<li>connect of source website is held back: answer 401</li>');
  });

  it('need no script, and come with their styles', async () => {
    const { ask } = await setUp();
    const answer = await ask('/');
    expect(answer.headers.get('content-security-policy')).not.toContain('script-src');
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    const style = await ask('/assets/style.css');
    expect(style.headers.get('content-type')).toContain('text/css');
    expect(await style.text()).toContain('.figures');
  });

  it('say what is wrong with an address', async () => {
    const { ask } = await setUp();
    const answer = await ask('/calls?suorce=x');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('did you mean source?');
  });
});
