import type { DatabaseSync } from 'node:sqlite';
import type { CallData, Outlet, Seq } from '../call.ts';
import type { Claims } from './claims.ts';
import type { Deliveries } from './deliveries.ts';
import type { Doubts } from './doubts.ts';
import type { Names, Route } from './names.ts';
import type { Places, Revived } from './places.ts';
import type { Kept, Requests } from './requests.ts';
import { State } from './state.ts';
import type { WireReplay, WireWaiting } from './wire.ts';

/** Requests that are looked at in one go. */
const portion = 64;

export interface ReadingParts {
  readonly db: DatabaseSync;
  readonly requests: Requests;
  readonly places: Places;
  readonly claims: Claims;
  readonly doubts: Doubts;
  readonly deliveries: Deliveries;
  readonly names: Names;
}

interface Found {
  readonly kept: Kept;
  readonly outlet: Outlet;
  /** Places that wait, in order. */
  readonly places: number[];
}

/** Reads what waits, in order, a portion at a time. */
export class Reading {
  private readonly parts: ReadingParts;
  private readonly commits = new Map<string, Seq>();
  private readonly saveCommit;

  constructor(parts: ReadingParts) {
    this.parts = parts;
    this.saveCommit = parts.db.prepare('INSERT OR REPLACE INTO commits VALUES (?, ?, ?)');
    this.reload();
  }

  commit({ source, destination }: Outlet, upTo: Seq): void {
    if (upTo <= this.committed({ source, destination })) return;
    this.commits.set(textOf({ source, destination }), upTo);
    this.saveCommit.run(source, destination, upTo);
  }

  /** What waits at these outlets behind a place, `most` seqs at most. */
  read(outlets: readonly Outlet[], after: Seq, most: number): WireWaiting[] {
    const found = outlets.flatMap((outlet) => this.ofOutlet(outlet, after, most));
    const revived = this.revived(outlets, after, most);
    const end = endOf(found, revived, most);
    const accepted = found
      .sort((a, b) => a.kept.first - b.kept.first)
      .map((one) => ({ ...one, places: one.places.filter((place) => one.kept.first + place < end) }))
      .filter(({ places }) => places.length > 0);
    return [
      ...accepted.map((one) => this.wire(one)),
      ...revived.filter(({ seq }) => seq < end).flatMap((one) => this.wireRevived(one) ?? []),
    ];
  }

  /** The first delivery of an outlet that has no fate, as its request. */
  oldest(outlet: Outlet): Kept | undefined {
    const { places, requests } = this.parts;
    const isOpen = (kept: Kept, at: number) => isAny(kept, at, (state) => state === State.waiting);
    let oldest: Kept | undefined;
    for (const route of this.parts.names.routesTo(outlet)) {
      const found = this.firstOf(route, outlet, isOpen);
      if (found && (!oldest || found.first < oldest.first)) oldest = found;
    }
    for (const { call, source, destination } of places.revivedBehind(0)) {
      if (source !== outlet.source || destination !== outlet.destination) continue;
      const kept = requests.at(call);
      if (kept && (!oldest || kept.first < oldest.first)) oldest = kept;
    }
    return oldest;
  }

  /** Forgets what was not committed. */
  reload(): void {
    this.commits.clear();
    for (const { source, destination, seq } of this.parts.db.prepare('SELECT * FROM commits').all()) {
      this.commits.set(textOf({ source: source as string, destination: destination as string }), seq as number);
    }
  }

  private committed(outlet: Outlet): Seq {
    return this.commits.get(textOf(outlet)) ?? 0;
  }

  private ofOutlet(outlet: Outlet, after: Seq, most: number): Found[] {
    const behind = Math.max(after, this.committed(outlet));
    return this.parts.names.routesTo(outlet).flatMap((route) => [...this.ofRoute(route, outlet, behind, most)]);
  }

  private *ofRoute(route: Route, outlet: Outlet, after: Seq, most: number): Generator<Found> {
    let left = most;
    for (const kept of this.requestsOf(route, after)) {
      const places = this.waitingIn(kept, outlet, after, left);
      if (places.length === 0) continue;
      yield { kept, outlet, places };
      left -= places.length;
      if (left <= 0) return;
    }
  }

  private *requestsOf(route: Route, after: Seq): Generator<Kept> {
    const { requests } = this.parts;
    let found = requests.ofRoute(route, after, portion);
    while (found.length > 0) {
      yield* found;
      if (found.length < portion) return;
      found = requests.ofRouteFrom(route, found.at(-1)!.first + 1, portion);
    }
  }

  private waitingIn(kept: Kept, outlet: Outlet, after: Seq, most: number): number[] {
    const { claims } = this.parts;
    const count = kept.route.destinations.length;
    const at = kept.route.destinations.indexOf(outlet.destination);
    const found: number[] = [];
    for (let place = Math.max(0, after + 1 - kept.first); place < kept.places && found.length < most; place++) {
      if (kept.states[place * count + at] !== State.waiting) continue;
      if (!claims.isFlying(outlet, kept.first + place)) found.push(place);
    }
    return found;
  }

  private revived(outlets: readonly Outlet[], after: Seq, most: number): Revived[] {
    const { places, claims, doubts } = this.parts;
    const wanted = new Set(outlets.map(textOf));
    const found: Revived[] = [];
    for (const one of places.revivedBehind(after)) {
      if (!wanted.has(textOf(one)) || claims.isFlying(one, one.seq)) continue;
      if (one.replay.kind === 'resent' && !doubts.waitingAt(one.seq)) continue;
      found.push(one);
      if (found.length === most) break;
    }
    return found;
  }

  private wire({ kept, outlet, places }: Found): WireWaiting {
    const { first, at } = kept;
    const content = this.parts.requests.content(kept);
    const byCall = this.parts.deliveries.partsOf(first, first + kept.places, outlet.destination);
    const parts = new Map(Array.from(byCall, ([call, part]) => [call - first, part]));
    return { first, at, source: outlet.source, destination: outlet.destination, ...content, places, parts };
  }

  private wireRevived({ seq, call: of, source, destination, replay }: Revived): WireWaiting | undefined {
    const { requests, deliveries, doubts } = this.parts;
    const kept = requests.at(of);
    const call = kept && (requests.calls(kept)[of - kept.first] as CallData | undefined);
    if (!kept || !call) return undefined;
    const wire: WireReplay = replay.kind === 'resent' ? { kind: 'resent', batch: doubts.waitingAt(seq)! } : replay;
    const { part } = deliveries.past({ call: of, destination });
    const what = { seq, request: kept.first, source, destination, messageId: String(call.messageId), call, part };
    return { revived: { ...what, acceptedAt: kept.at }, replay: wire };
  }

  private firstOf(route: Route, outlet: Outlet, isOpen: (kept: Kept, at: number) => boolean): Kept | undefined {
    const at = route.destinations.indexOf(outlet.destination);
    for (const kept of this.requestsOf(route, this.committed(outlet))) if (isOpen(kept, at)) return kept;
    return undefined;
  }
}

function isAny({ states, route }: Kept, at: number, test: (state: number) => boolean): boolean {
  for (let index = at; index < states.length; index += route.destinations.length) if (test(states[index]!)) return true;
  return false;
}

/** The seq behind the last one that is given. */
function endOf(found: readonly Found[], revived: readonly Revived[], most: number): Seq {
  const seqs = new Set(revived.map(({ seq }) => seq));
  for (const { kept, places } of found) for (const place of places) seqs.add(kept.first + place);
  if (seqs.size <= most) return Number.POSITIVE_INFINITY;
  return [...seqs].sort((a, b) => a - b)[most]!;
}

function textOf({ source, destination }: Outlet): string {
  return `${source}\u0000${destination}`;
}
