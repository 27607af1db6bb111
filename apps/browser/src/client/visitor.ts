import { localStore } from '../queue/local-store.ts';
import { randomId } from '../send/delivery-id.ts';

/** Who the visitor is, as the page knows it; kept from page to page and shared by tabs. */
export interface Visitor {
  readonly anonymousId: string;
  readonly userId?: string | number;
  readonly traits?: object;
}

/** Keeps the visitor in localStorage under a name of its own. Nothing is written before the first call. */
export function openVisitor(name: string) {
  const store = localStore();
  const key = `visitor of ${name}`;
  let known: Visitor | undefined;
  const set = (visitor: Visitor) => {
    known = visitor;
    try {
      store[key] = JSON.stringify(visitor);
    } catch {
      // No room is left: known to this page only.
    }
    return visitor;
  };
  return {
    /** Another tab may have changed it meanwhile; what cannot be read was not written by us. */
    get(): Visitor {
      try {
        return JSON.parse(store[key]!) as Visitor;
      } catch {
        return known ?? set({ anonymousId: randomId() });
      }
    },
    set,
    forget() {
      known = undefined;
      delete store[key];
    },
  };
}
