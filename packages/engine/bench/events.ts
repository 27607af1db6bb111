/** 64 identifies and 64 tracks of the same form and different content: what one contender maps in one turn. */

const firstNames = ['Mary', 'Michael', 'Samir', 'Joanna', 'Peter', 'Lumbergh', 'Milton', 'Drew'];
const lastNames = ['Watson', 'Bolton', 'Nagheenanajar', 'Smith', 'Gibbons', 'Bill', 'Waddams', 'Jones'];

export interface Identify {
  type: 'identify';
  messageId: string;
  userId: string;
  anonymousId: string;
  traits: {
    name: string;
    email: string;
    phone: string;
    plan: string;
    logins: number;
    company: { name: string; employees: number };
  };
  context: { device: { type: string; token: string }; library: { name: string; version: string }; timezone: string };
  timestamp: string;
}

export interface Track {
  type: 'track';
  messageId: string;
  userId: string;
  anonymousId: string;
  event: string;
  properties: { plan: string; source: string; value: number };
  context: { library: { name: string; version: string } };
  timestamp: string;
}

const library = { name: 'analytics-node', version: '3.1.0' };

export const identifies: readonly Identify[] = Array.from({ length: 64 }, (_, n) => ({
  type: 'identify',
  messageId: `identify-${n}`,
  userId: `user-${n}`,
  anonymousId: `anonymous-${n}`,
  traits: {
    name: `${firstNames[n % 8]} ${lastNames[(n >> 3) % 8]}`,
    email: `user${n}@example.com`,
    phone: `555000${100 + n}`,
    plan: n % 3 === 0 ? 'pro' : 'free',
    logins: n,
    company: { name: 'Initech', employees: 50 + n },
  },
  context: {
    device: { type: n % 2 === 0 ? 'ios' : 'android', token: `token-${n}` },
    library,
    timezone: 'America/New_York',
  },
  timestamp: '2026-01-02T03:04:05.678Z',
}));

export const tracks: readonly Track[] = Array.from({ length: 64 }, (_, n) => ({
  type: 'track',
  messageId: `track-${n}`,
  userId: `user-${n}`,
  anonymousId: `anonymous-${n}`,
  event: n % 2 === 0 ? 'Signed Up' : 'Order Completed',
  properties: { plan: 'Startup', source: 'Analytics Academy', value: n },
  context: { library },
  timestamp: '2026-01-02T03:04:05.678Z',
}));
