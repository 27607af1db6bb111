import { describe, expect, test } from 'vitest';
import { type Call, route } from '../src/index.ts';
import { taken } from './calls.ts';

const connect = {
  names: ['Connect', 'Zendesk Connect', 'Outbound'],
  map: (call: Call, context: { now: string }) => ({ status: 'mapped' as const, id: call.messageId, now: context.now }),
};

function go(integrations: unknown) {
  const call = taken({ type: 'track', userId: 'u', event: 'x', messageId: 'm', integrations }) as Call;
  return route(call, connect, { now: 'then' });
}

describe('the switches in integrations', () => {
  test('without them a call is mapped, with the context that was given', () => {
    expect(go(undefined)).toEqual({ status: 'mapped', id: 'm', now: 'then' });
  });

  test.each([
    [{}],
    [{ All: true }],
    [{ Connect: true }],
    [{ Connect: {} }],
    [{ Connect: null }],
    [{ Mixpanel: false }],
    [{ connect: false }],
    [{ all: false }],
    [{ All: false, Connect: true }],
    [{ All: false, Connect: { campaign: 1 } }],
    [{ All: false, Outbound: true }],
    [{ All: false, 'Zendesk Connect': 1 }],
    [{ All: null }],
    ['off'],
    [null],
  ])('%j lets it through', (integrations) => {
    expect(go(integrations).status).toBe('mapped');
  });

  test.each([
    [{ Connect: false }],
    [{ Outbound: false }],
    [{ Outbound: false, Connect: true }],
    [{ All: true, 'Zendesk Connect': false }],
    [{ All: false }],
    [{ All: false, connect: true }],
    [{ All: false, Connect: null }],
    [{ All: false, Connect: 0 }],
    [{ All: false, Mixpanel: true }],
  ])('%j holds it back', (integrations) => {
    expect(go(integrations)).toMatchObject({ status: 'skipped', code: 'FILTERED_BY_INTEGRATIONS_OBJECT' });
  });

  test('the reason is a sentence', () => {
    expect(go({ Outbound: false })).toHaveProperty('reason', "The call's integrations switch Outbound off");
    expect(go({ All: false })).toHaveProperty(
      'reason',
      "The call's integrations switch all destinations off and do not name Connect, Zendesk Connect, Outbound",
    );
  });

  test('names that all objects bear are no switches', () => {
    const call = taken({ type: 'track', userId: 'u', event: 'x', integrations: { All: false } }) as Call;
    const odd = { ...connect, names: ['constructor', 'toString'] };
    expect(route(call, odd, { now: '' }).status).toBe('skipped');
  });
});
