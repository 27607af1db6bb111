/** How many people the calls are of. */
const users = 20_000;

/**
 * A call of about 1 KB, as a device sends it, so that it waits for its neighbours; two of five are identifies, the others
 * tracks. Its number stands in what is delivered too.
 */
export function callAt(index: number): Record<string, unknown> {
  const user = (index * 7919) % users;
  const common = {
    // As long and as ordered in time as the ids of Segment's own library for Node.
    messageId: idAt(index),
    userId: `user-${user}`,
    anonymousId: `b9b53f2e-8c0d-4f0a-9d6e-${String(user).padStart(12, '0')}`,
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
      reference: referenceAt(index),
    };
    return { ...common, type: 'identify', traits };
  }
  const properties = {
    reference: referenceAt(index),
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
/** Begins the text by which a call is known in what is delivered. */
export const referenceBegin = 'ref-';
const idDigits = 16;
const idEnd = '-b9b53f2e-8c0d-4f0a-9d6e-3f3f7e6f5a11';

function idAt(index: number): string {
  return `${idBegin}${String(index).padStart(idDigits, '0')}${idEnd}`;
}

function referenceAt(index: number): string {
  return referenceBegin + String(index).padStart(idDigits, '0');
}

/** The numbers of the calls of a delivered request. */
export function numbersIn(body: Buffer): number[] {
  const found: number[] = [];
  for (let at = body.indexOf(quoted); at !== -1; at = body.indexOf(quoted, at + idDigits)) {
    const from = at + quoted.length;
    found.push(Number(body.toString('latin1', from, from + idDigits)));
  }
  return found;
}

const quoted = `"${referenceBegin}`;

/** A request's body whose calls can be given new ids in place, so that making load costs little. */
export class Body {
  readonly bytes: Buffer;
  /** Of each call: where its digits stand. */
  private readonly places: number[][] = [];

  constructor(from: number, size: number) {
    const calls = Array.from({ length: size }, (_, at) => callAt(from + at));
    const sent = { batch: calls, sentAt: '2026-11-23T14:02:01.000Z', writeKey: 'bench' };
    this.bytes = Buffer.from(JSON.stringify(size === 1 ? { ...calls[0], writeKey: 'bench' } : sent));
    let at = this.bytes.indexOf(idBegin);
    while (at !== -1) {
      const reference = this.bytes.indexOf(quoted, at);
      this.places.push([at + idBegin.length, reference + quoted.length]);
      at = this.bytes.indexOf(idBegin, at + 1);
    }
  }

  /** Numbers the calls from here on; gives the number behind the last one. */
  number(from: number): number {
    let index = from;
    for (const places of this.places) {
      const digits = String(index++).padStart(idDigits, '0');
      for (const place of places) this.bytes.write(digits, place, 'latin1');
    }
    return index;
  }
}
