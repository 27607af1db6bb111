/** How many people the calls are of. */
const users = 20_000;

/** A call of about 1 KB, as a client sends it; two of five are identifies, the others tracks. */
export function callAt(index: number): Record<string, unknown> {
  const user = (index * 7919) % users;
  const common = {
    // As long and as ordered in time as the ids of Segment's own library for Node.
    messageId: idAt(index),
    userId: `user-${user}`,
    timestamp: '2026-11-23T14:02:00.000Z',
    context: {
      library: { name: '@segment/analytics-node', version: '3.1.0' },
      ip: '203.0.113.7',
      locale: 'en-GB',
      timezone: 'Europe/Amsterdam',
      userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142',
      page: {
        path: '/pricing',
        referrer: 'https://www.example.com/',
        title: 'Pricing',
        url: 'https://example.com/pricing',
      },
    },
    integrations: {},
  };
  if (index % 5 < 2) {
    const traits = {
      name: `Michael ${user} Bolton`,
      email: `person-${user}@example.com`,
      phone: '+31 20 555 01 23',
      company: { name: 'Initech', id: 4711, industry: 'Technology', employee_count: 420, plan: 'enterprise' },
      address: { street: '6th St', city: 'San Francisco', state: 'CA', postalCode: '94103', country: 'USA' },
      createdAt: '2025-01-02T03:04:05.000Z',
      logins: index % 100,
    };
    return { ...common, type: 'identify', traits };
  }
  const properties = {
    order_id: `order-${index}`,
    total: 27.5 + (index % 50),
    currency: 'EUR',
    coupon: 'hasbros',
    products: [
      {
        product_id: '507f1f77bcf86cd799439011',
        sku: '45790-32',
        name: 'Monopoly: 3rd Edition',
        price: 19,
        quantity: 1,
      },
      { product_id: '505bd76785ebb509fc183733', sku: '46493-32', name: 'Uno Card Game', price: 3, quantity: 2 },
    ],
  };
  return { ...common, type: 'track', event: 'Order Completed', properties };
}

const idBegin = 'node-next-';
const idDigits = 16;
const idEnd = '-b9b53f2e-8c0d-4f0a-9d6e-3f3f7e6f5a11';

function idAt(index: number): string {
  return `${idBegin}${String(index).padStart(idDigits, '0')}${idEnd}`;
}

/** A request's body whose calls can be given new ids in place, so that making load costs little. */
export class Body {
  readonly bytes: Buffer;
  private readonly places: number[] = [];

  constructor(from: number, size: number) {
    const calls = Array.from({ length: size }, (_, at) => callAt(from + at));
    const sent = { batch: calls, sentAt: '2026-11-23T14:02:01.000Z', writeKey: 'bench' };
    this.bytes = Buffer.from(JSON.stringify(size === 1 ? { ...calls[0], writeKey: 'bench' } : sent));
    let at = this.bytes.indexOf(idBegin);
    while (at !== -1) {
      this.places.push(at + idBegin.length);
      at = this.bytes.indexOf(idBegin, at + 1);
    }
  }

  /** Numbers the calls from here on; gives the number behind the last one. */
  number(from: number): number {
    let index = from;
    for (const place of this.places) this.bytes.write(String(index++).padStart(idDigits, '0'), place, 'latin1');
    return index;
  }
}
