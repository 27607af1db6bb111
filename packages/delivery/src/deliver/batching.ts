import { batchOfBytes, type Member } from '../batch.ts';
import type { WrittenRequest } from './bodies.ts';
import { type Flight, newFlight } from './flight.ts';
import type { Item, Lane, Lanes } from './lanes.ts';
import type { Ended } from './mapped.ts';
import type { ConfiguredOutlet } from './outlet.ts';

/** What forming batches needs from outside. */
export interface Forming {
  readonly newIdFor: (members: readonly Member[], outlet: ConfiguredOutlet) => string;
  /** The id of a request that delivers a call anew. */
  readonly replayIdFor: (member: Member, outlet: ConfiguredOutlet, version: string) => string;
  /** Called for calls that end without being sent. */
  readonly onFate: (item: Item, fate: Ended) => void;
}

interface Draft {
  readonly outlet: ConfiguredOutlet;
  readonly operation: string;
  readonly version: string;
  /** Delivers a call anew, under an id of its own, so that it travels alone. */
  readonly isReplay: boolean;
  readonly most: number;
  readonly members: Member[];
  readonly requests: WrittenRequest[];
  readonly items: Item[];
  readonly lanes: Lane[];
}

/**
 * Takes the next batch out of the ready lanes: the first lane's head tells outlet and operation, then every lane gives what
 * it has of these from its head on. Nothing when no lane is ready.
 */
export function formBatch(lanes: Lanes, forming: Forming): Flight | undefined {
  // The draft stands in its lanes' place in the order until the flight does.
  const token = {};
  let draft: Draft | undefined;
  for (const lane of lanes.ready) {
    draft = fill(lanes, lane, draft, token, forming);
    if (draft && draft.members.length >= draft.most) break;
  }
  if (!draft) return undefined;
  const flight = flightOf(draft, lanes, forming);
  for (const lane of draft.lanes) lanes.replace(lane, token, flight);
  return flight;
}

function fill(lanes: Lanes, lane: Lane, begun: Draft | undefined, token: object, forming: Forming): Draft | undefined {
  let draft = begun;
  for (let item = lanes.headOf(lane, token); item; item = lanes.headOf(lane, token)) {
    const { requests, fate } = item;
    if (fate) {
      forming.onFate(item, fate);
      lanes.remove(item);
      continue;
    }
    for (; item.part < requests.length; item.part++) {
      const request = requests[item.part]!;
      draft ??= draftFor(item, request.operation);
      const fits = item.outlet === draft.outlet && request.operation === draft.operation && !item.replay;
      if (draft.members.length > 0 && (!fits || draft.members.length >= draft.most)) return draft;
      put(draft, item, request);
      for (const own of item.lanes) if (lanes.occupy(own, token)) draft.lanes.push(own);
    }
    lanes.remove(item);
  }
  return draft;
}

function draftFor({ outlet, replay }: Item, operation: string): Draft {
  const isReplay = replay !== undefined;
  const most = isReplay ? 1 : Math.max(1, outlet.program.operations[operation]?.most ?? 1);
  const version = replay?.kind === 'as mapped' ? replay.stored.version : outlet.program.version;
  return { outlet, operation, version, isReplay, most, members: [], requests: [], items: [], lanes: [] };
}

function put(draft: Draft, item: Item, request: WrittenRequest): void {
  const { seq, messageId, replay } = item;
  const last = replay?.kind === 'as mapped' ? replay.stored.last : item.part === item.requests.length - 1;
  draft.members.push({ seq, messageId, part: item.part, last, lanes: item.lanes.map((lane) => lane.key) });
  draft.requests.push(request);
  if (draft.items.at(-1) !== item) draft.items.push(item);
}

function flightOf(draft: Draft, { bodies }: Lanes, forming: Forming): Flight {
  const { outlet, operation, version, members, requests, lanes } = draft;
  const { source, destination } = outlet;
  const id = draft.isReplay ? forming.replayIdFor(members[0]!, outlet, version) : forming.newIdFor(members, outlet);
  const batch = batchOfBytes({ id, source, destination, operation, version, members }, bodies.join(requests));
  // What follows of a call that is sent as it was mapped before is mapped when its turn comes, so the call is read again.
  const items = draft.items.filter((item) => item.replay?.kind !== 'as mapped');
  return newFlight(batch, outlet, lanes, items);
}
