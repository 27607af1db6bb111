import { Analytics } from '@segment/analytics-node';
import type { SeedCall } from './calls.ts';

/** A call that Segment's SDK delivered to the server, with the id the SDK gave to it. */
export interface SentCall {
  readonly call: SeedCall;
  readonly messageId: string;
}

/** Sends calls through Segment's own SDK and waits for the server's answers. Rejects when the SDK gave one up. */
export async function sendCalls(calls: readonly SeedCall[], host: string, writeKey: string): Promise<SentCall[]> {
  const analytics = new Analytics({ host, writeKey, maxRetries: 1 });
  const faults: unknown[] = [];
  analytics.on('error', (fault) => faults.push(fault.reason ?? fault.code));
  const sent = Promise.all(calls.map((call) => sendCall(analytics, call)));
  await analytics.closeAndFlush({ timeout: 10_000 });
  if (faults.length > 0) throw new Error(`the server did not take a call: ${String(faults[0])}`);
  return sent;
}

function sendCall(analytics: Analytics, call: SeedCall): Promise<SentCall> {
  return new Promise((resolve, reject) => {
    const done = (fault: unknown, context?: { readonly event: { readonly messageId?: string | undefined } }) => {
      const messageId = context?.event.messageId;
      if (fault || messageId === undefined) reject(fault ?? new Error('the SDK gave no messageId'));
      else resolve({ call, messageId });
    };
    // The SDK adds to what it is given.
    const own = structuredClone(call);
    if (own.type === 'identify') analytics.identify(own, done);
    else if (own.type === 'alias') analytics.alias(own, done);
    else analytics.track(own, done);
  });
}
