import type { Call, Load } from './load.ts';

const words = ['Signed Up', 'Order Completed', 'Product Viewed', 'Straße geöffnet', 'ログイン'];

type Who = Pick<Call, 'userId' | 'anonymousId'>;

/** A track call or, more rarely, an identify, of a real one's shape; its messageId can be told at the other end. */
export function make(messageId: string, who: Who, load: Load): Call {
  const common = { messageId, ...who, timestamp: new Date().toISOString(), context: { library } };
  if (load.random() < 0.2) {
    return { ...common, type: 'identify', traits: { mark: messageId, name: 'Michael Bolton', plan: 'Startup' } };
  }
  const event = words[load.between(0, words.length - 1)];
  return { ...common, type: 'track', event, properties: { mark: messageId, total: 12.5, products: productsOf(load) } };
}

const library = { name: 'analytics.js', version: '2.11.1' };

/** Few, and now and then very many: large requests go other ways than small ones. */
function productsOf(load: Load): object[] {
  const count = load.random() < 0.03 ? 200 : 1;
  return Array.from({ length: count }, (_, at) => ({ sku: `sku-${at}`, price: load.random() * 100 }));
}

/** An alias; no other joins these two ids in this direction. */
export function alias(messageId: string, previousId: string, who: Who & { readonly userId: string }): Call {
  return { type: 'alias', messageId, previousId, ...who, timestamp: new Date().toISOString() };
}

/** What a call bears to the other end, where messageIds do not arrive. */
export function markOf(call: Call): string {
  return call.type === 'alias' ? `${call.previousId} becomes ${call.userId}` : call.messageId;
}
