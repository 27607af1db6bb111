import type { DatabaseSync } from 'node:sqlite';
import type { Receipt } from '../log.ts';
import type { Limits } from '../store.ts';
import type { KnownIds } from './known-ids.ts';
import type { Names, Route } from './names.ts';
import type { Numbers } from './numbers.ts';
import type { Kept, Requests } from './requests.ts';
import { State } from './state.ts';
import type { WireAcceptance } from './wire.ts';

export interface TakingInParts {
  readonly db: DatabaseSync;
  readonly requests: Requests;
  readonly names: Names;
  readonly numbers: Numbers;
  readonly known: KnownIds;
}

/** Takes in what clients sent: a row a request, a row a messageId. */
export class TakingIn {
  private readonly parts: TakingInParts;
  private readonly limits: Limits;
  private readonly refuse;

  constructor(parts: TakingInParts, limits: Limits) {
    this.parts = parts;
    this.limits = limits;
    this.refuse = parts.db.prepare('INSERT INTO refusals (at, source, refusal) VALUES (?, ?, ?)');
  }

  append(acceptance: WireAcceptance, now: number): Receipt {
    const { source, destinations, messageIds, refused, skip } = acceptance;
    const { names, numbers } = this.parts;
    if (!skip && this.isTooMuch(acceptance, now)) return { full: true, retryAfterSeconds: 5 };
    const named = messageIds.filter((id) => id !== undefined).length;
    const accepted = named === 0 ? 0 : this.takeCalls(acceptance, names.route(source, destinations), now);
    for (const refusal of refused) this.refuse.run(now, source, JSON.stringify(refusal));
    numbers.add('accepted', accepted);
    numbers.add('duplicates', named - accepted);
    numbers.add('refused', refused.length);
    return { accepted, duplicates: named - accepted };
  }

  /** Only calls that are not known make it too much; that is looked up when it is needed alone. */
  private isTooMuch({ source, destinations, messageIds }: WireAcceptance, now: number): boolean {
    const { numbers, names, known } = this.parts;
    const room = this.limits.most - numbers.allUndelivered();
    if (messageIds.length * destinations.length <= room) return false;
    const of = names.source(source);
    const ids = new Set(messageIds.filter((id) => id !== undefined && !known.isKnown(id, of, now)));
    return ids.size * destinations.length > room;
  }

  private takeCalls(acceptance: WireAcceptance, route: Route, now: number): number {
    const { names, numbers, known, requests } = this.parts;
    const { messageIds, note, bytes, skip } = acceptance;
    const first = numbers.get('last seq') + 1;
    const source = names.source(route.source);
    known.mark(first, now);
    const untaken = known.add(messageIds, source, first, now);
    const taken = messageIds.length - untaken.length;
    if (taken === 0) return 0;
    const kept = requests.insert(first, now, route, messageIds.length, { note, bytes });
    numbers.set('last seq', first + messageIds.length - 1);
    if (skip) this.skip(kept, names.reason(skip), taken);
    else
      for (const destination of route.destinations)
        numbers.addUndelivered({ source: route.source, destination }, taken);
    const count = route.destinations.length;
    for (const place of untaken) {
      for (let index = place * count; index < (place + 1) * count; index++) requests.setState(kept, index, State.none);
    }
    return taken;
  }

  private skip(kept: Kept, reason: number, taken: number): void {
    const { requests, numbers } = this.parts;
    for (let index = 0; index < kept.states.length; index++) requests.setState(kept, index, State.skipped, reason);
    numbers.add('skipped', taken * kept.route.destinations.length);
  }
}
