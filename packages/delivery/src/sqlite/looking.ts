import type { CallData, Seq } from '../call.ts';
import type { Backlog, Delivery, Fate, Page, Selection, Story, Tally } from '../ledger.ts';
import { isAcceptanceMeant, isCallMeant, isDeliveryMeant } from '../selecting.ts';
import type { Claims } from './claims.ts';
import type { Deliveries } from './deliveries.ts';
import type { KnownIds } from './known-ids.ts';
import type { Names } from './names.ts';
import type { Numbers } from './numbers.ts';
import { type Places, type Slot, slotIn } from './places.ts';
import type { Reading } from './reading.ts';
import type { Kept, Requests } from './requests.ts';
import { nameOf, State } from './state.ts';

/** Requests that are looked at between two pauses. */
const portion = 100;

export interface LookingParts {
  readonly requests: Requests;
  readonly places: Places;
  readonly claims: Claims;
  readonly deliveries: Deliveries;
  readonly names: Names;
  readonly numbers: Numbers;
  readonly known: KnownIds;
  readonly reading: Reading;
}

/** A delivery without what takes time to find. */
interface Glance {
  readonly slot: Slot;
  readonly state: Delivery['state'];
  readonly code: string | undefined;
}

/** Answers those who look at calls. What may take long pauses at every `yield`, so that others get their turn. */
export class Looking {
  private readonly parts: LookingParts;

  constructor(parts: LookingParts) {
    this.parts = parts;
  }

  find(messageId: string): Story[] {
    const { requests, known } = this.parts;
    return known.find(messageId).flatMap((seq) => {
      const kept = requests.at(seq);
      return (kept && this.storyOf(kept, seq, {})) ?? [];
    });
  }

  *select(selection: Selection, page: Page): Generator<undefined, Story[]> {
    const found: Story[] = [];
    for (const keptOnes of this.pages(selection, page)) {
      for (const kept of keptOnes) {
        for (const seq of this.seqsIn(kept, page)) {
          const story = this.storyOf(kept, seq, selection);
          if (story) found.push(story);
          if (found.length === page.most) return found;
        }
      }
      yield;
    }
    return found;
  }

  *tally(selection: Selection): Generator<undefined, Tally[]> {
    const tallies = new Map<string, { count: number; tally: Omit<Tally, 'count'> }>();
    for (const keptOnes of this.pages(selection, { after: 0, most: 0 })) {
      for (const kept of keptOnes) {
        for (const { slot, state, code } of this.meantIn(kept, selection)) {
          const key = `${slot.destination}\u0000${slot.source}\u0000${state}\u0000${code ?? ''}`;
          const { source, destination } = slot;
          const tally = { source, destination, state, ...(code !== undefined && { code }) };
          const known = tallies.get(key);
          if (known) known.count++;
          else tallies.set(key, { count: 1, tally });
        }
      }
      yield;
    }
    return Array.from(tallies.values(), ({ count, tally }) => ({ ...tally, count }));
  }

  backlog(now: number): Backlog[] {
    const { numbers, claims, reading } = this.parts;
    return numbers.undelivered().map(({ source, destination, count }) => {
      const inFlight = claims.countFlying({ source, destination });
      const oldest = reading.oldest({ source, destination });
      return { source, destination, waiting: count - inFlight, inFlight, oldestMs: oldest ? now - oldest.at : 0 };
    });
  }

  countFlying(): number {
    const { numbers, claims } = this.parts;
    return numbers.undelivered().reduce((sum, outlet) => sum + claims.countFlying(outlet), 0);
  }

  /** Requests of the time that is meant, in the order of the page. */
  private *pages({ from, to, messageId }: Selection, { after, before }: Page): Generator<Kept[]> {
    const { requests, known } = this.parts;
    if (messageId !== undefined) {
      const seqs = known.find(messageId).sort((a, b) => (before === undefined ? a - b : b - a));
      yield seqs.flatMap((seq) => requests.at(seq) ?? []);
      return;
    }
    const low = from === undefined ? 0 : requests.firstAt(from);
    const high = to === undefined ? Number.MAX_SAFE_INTEGER : Math.min(requests.firstAt(to), Number.MAX_SAFE_INTEGER);
    if (before === undefined) {
      const start = requests.at(after + 1)?.first ?? after + 1;
      let found = requests.from(Math.max(low, start), portion);
      while (found.length > 0 && found[0]!.first < high) {
        yield found.filter(({ first }) => first < high);
        found = requests.from(found.at(-1)!.first + 1, portion);
      }
    } else {
      let found = requests.before(Math.min(high, before), portion);
      while (found.length > 0 && found[0]!.first >= low) {
        yield found.filter(({ first }) => first >= low);
        found = requests.before(found.at(-1)!.first, portion);
      }
    }
  }

  /** Seqs of a request's places that lie in the page, in its order. */
  private seqsIn({ first, places }: Kept, { after, before }: Page): Seq[] {
    const seqs = Array.from({ length: places }, (_, place) => first + place);
    return before === undefined ? seqs.filter((seq) => seq > after) : seqs.filter((seq) => seq < before).reverse();
  }

  private storyOf(kept: Kept, seq: Seq, selection: Selection): Story | undefined {
    if (!isAcceptanceMeant(kept.route.source, kept.at, selection)) return undefined;
    const glances = this.glancesAt(kept, seq, selection);
    if (glances.length === 0) return undefined;
    const call = this.parts.requests.calls(kept)[seq - kept.first] as CallData;
    const messageId = String(call.messageId);
    if (!isCallMeant(messageId, call, selection)) return undefined;
    const deliveries = glances.map((glance) => this.deliveryOf(glance));
    return { seq, source: kept.route.source, messageId, acceptedAt: kept.at, call, deliveries };
  }

  private *meantIn(kept: Kept, selection: Selection): Generator<Glance> {
    if (!isAcceptanceMeant(kept.route.source, kept.at, selection)) return;
    const { messageId, type, event, user } = selection;
    const looksInside = [messageId, type, event, user].some((wanted) => wanted !== undefined);
    for (let seq = kept.first; seq < kept.first + kept.places; seq++) {
      const glances = this.glancesAt(kept, seq, selection);
      if (glances.length > 0 && looksInside) {
        const call = this.parts.requests.calls(kept)[seq - kept.first] as CallData;
        if (!isCallMeant(String(call.messageId), call, selection)) continue;
      }
      yield* glances;
    }
  }

  private glancesAt(kept: Kept, seq: Seq, selection: Selection): Glance[] {
    const glances: Glance[] = [];
    for (const destination of kept.route.destinations) {
      const glance = this.glanceAt(slotIn(kept, seq, destination)!);
      if (!glance) continue;
      const { state, code } = glance;
      const fate = code === undefined ? {} : { fate: { status: 'skipped', code, reason: '' } as const };
      if (isDeliveryMeant({ destination, state, ...fate }, selection)) glances.push(glance);
    }
    return glances;
  }

  private glanceAt(slot: Slot): Glance | undefined {
    const { kept, index } = slot;
    const byte = kept.states[index]!;
    const name = nameOf(byte);
    if (name === undefined) return undefined;
    if (name === 'waiting') {
      const seq = byte === State.revived ? this.parts.places.revivedOf(slot)!.seq : slot.call;
      const state = this.parts.claims.isFlying(slot, seq) ? 'in flight' : 'waiting';
      return { slot: { ...slot, seq }, state, code: undefined };
    }
    return { slot, state: name, code: this.codeOf(slot) };
  }

  private codeOf(slot: Slot): string | undefined {
    const { names, deliveries } = this.parts;
    const byte = slot.kept.states[slot.index];
    if (byte === State.skipped) return names.reasonOf(slot.kept.refs![slot.index]!).code;
    return byte === State.dead ? names.reasonOf(deliveries.grave(slot)!.reason).code : undefined;
  }

  private deliveryOf({ slot, state }: Glance): Delivery {
    const { claims, deliveries } = this.parts;
    const { destination, kept, index } = slot;
    const before = deliveries.past(slot).attempts;
    if (state === 'in flight') {
      const claim = claims.holding(slot, slot.seq)!;
      const { id, operation, members, bodies } = claims.batch(claim);
      const body = bodies[members.findIndex(({ seq }) => seq === slot.seq)]!;
      return {
        destination,
        state,
        attempts: [...before, ...claim.attempts],
        sent: { deliveryId: id, operation, body },
      };
    }
    if (state === 'waiting') return { destination, state, attempts: before };
    if (state === 'delivered') {
      const sent = deliveries.sent(kept.refs?.[index] ?? 0);
      const fate: Fate = { status: 'delivered', deliveryId: sent?.guid ?? '', version: sent?.version ?? '' };
      return { destination, state, fate, attempts: [...before, ...(sent?.attempts ?? [])] };
    }
    if (state === 'skipped') {
      const fate: Fate = { status: 'skipped', ...this.parts.names.reasonOf(kept.refs![index]!) };
      return { destination, state, fate, attempts: before };
    }
    return { destination, state, attempts: before, ...this.deathOf(slot) };
  }

  private deathOf(slot: Slot): Pick<Delivery, 'fate' | 'sent'> {
    const { reason, mayHaveArrived, stored } = this.parts.deliveries.grave(slot)!;
    const told = mayHaveArrived === undefined ? {} : { mayHaveArrived };
    const fate: Fate = { status: 'dead', ...this.parts.names.reasonOf(reason), ...told };
    if (!stored) return { fate };
    const { deliveryId, operation, body } = stored;
    return { fate, sent: { deliveryId, operation, body } };
  }
}
