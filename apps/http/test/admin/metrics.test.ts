import { describe, expect, it } from 'vitest';
import { exposition } from '../../src/admin/metrics/exposition.ts';
import { setUp, track } from './admin.ts';

describe('metrics', () => {
  it('count calls, answers and retries, and measure the way to the destination', async () => {
    const { send, page, ask } = await setUp([503, 400]);
    await send(track('u1', 'Paid'));
    await send(track('u2', 'Paid'), track('u2', 'Paid'), { type: 'track', userId: 'u3' });
    const text = await page('/metrics');
    const outlet = 'source="website",destination="connect"';
    for (const line of [
      'crosswalk_calls_accepted_total 2',
      'crosswalk_calls_duplicate_total 1',
      'crosswalk_calls_rejected_total 1',
      'crosswalk_deliveries_delivered_total 1',
      'crosswalk_deliveries_dead_total 1',
      'crosswalk_deliveries_skipped_total 0',
      `crosswalk_retries_total{${outlet}} 1`,
      `crosswalk_answers_total{${outlet},verdict="split"} 1`,
      'crosswalk_waiting_calls 0',
      `crosswalk_breaker_state{${outlet},state="closed"} 1`,
      `crosswalk_delivery_seconds_bucket{${outlet},le="+Inf"} 1`,
      `crosswalk_delivery_seconds_count{${outlet}} 1`,
      '# TYPE crosswalk_delivery_seconds histogram',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect((await ask('/metrics')).headers.get('content-type')).toContain('version=0.0.4');
  });

  it('tell of calls that cannot be delivered, how many and for how long', async () => {
    const { server, ask, page } = await setUp([401]);
    const headers = { authorization: `Basic ${btoa('website-key:')}` };
    await fetch(`${server.address}/v1/track`, { method: 'POST', body: JSON.stringify(track('u1', 'Paid')), headers });
    await expect.poll(async () => (await ask('/ready')).status).toBe(503);
    const text = await page('/metrics');
    expect(text).toContain('crosswalk_breaker_state{source="website",destination="connect",state="open"} 1');
    expect(text).toContain('crosswalk_breaker_reason{source="website",destination="connect",reason="answer 401"} 1');
    expect(text).toContain('crosswalk_store_writable 1');
    expect(text).toContain('crosswalk_lag_calls{source="website",destination="connect"} 1');
    expect(text).toMatch(/crosswalk_lag_seconds\{source="website",destination="connect"\} 0\.\d+/);
  });

  it('are written as Prometheus reads them, whatever a label holds', () => {
    const samples = [{ labels: { a: 'x"y\\z\n' }, value: 1.5 }];
    expect(exposition([{ name: 'n', type: 'gauge', help: 'What it is.', samples }])).toBe(
      '# HELP n What it is.\n# TYPE n gauge\nn{a="x\\"y\\\\z\\n"} 1.5\n',
    );
  });
});
