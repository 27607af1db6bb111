import type { DatabaseSync } from 'node:sqlite';
import type { Outlet, Seq } from '../call.ts';
import type { Kept, Requests } from './requests.ts';
import { State } from './state.ts';
import type { WireReplay } from './wire.ts';

/** A delivery, found by where it waits or waited. */
export interface Slot extends Outlet {
  readonly kept: Kept;
  /** Its index in the request's states. */
  readonly index: number;
  /** The seq of the call as it was accepted. */
  readonly call: Seq;
  /** Where it waits: the call's seq, or a later one when it was revived. */
  readonly seq: Seq;
}

/** How a revived delivery is to be made; that of a batch stands in `doubts`. */
export type RevivedAs = Exclude<WireReplay, { readonly kind: 'resent' }> | { readonly kind: 'resent' };

export interface Revived extends Outlet {
  readonly seq: Seq;
  readonly call: Seq;
  readonly replay: RevivedAs;
}

/** Finds deliveries by call or by place in the order, and gives revived ones their new places. */
export class Places {
  private readonly requests: Requests;
  private readonly statements;

  constructor(db: DatabaseSync, requests: Requests) {
    this.requests = requests;
    this.statements = {
      bySeq: db.prepare('SELECT * FROM revived WHERE seq = ?'),
      byCall: db.prepare('SELECT * FROM revived WHERE call = ? AND destination = ?'),
      behind: db.prepare('SELECT * FROM revived WHERE seq > ? ORDER BY seq'),
      insert: db.prepare('INSERT INTO revived VALUES (?, ?, ?, ?, ?)'),
      change: db.prepare('UPDATE revived SET replay = ? WHERE seq = ?'),
      remove: db.prepare('DELETE FROM revived WHERE call = ? AND destination = ?'),
    };
  }

  /** The delivery of a call at a destination. */
  ofCall(call: Seq, destination: string): Slot | undefined {
    const kept = this.requests.at(call);
    const slot = kept && slotIn(kept, call, destination);
    if (slot?.kept.states[slot.index] !== State.revived) return slot;
    return { ...slot, seq: this.revivedOf(slot)!.seq };
  }

  /** The delivery that waits at this place, or waited there when it was last sent. */
  at(seq: Seq, destination: string): Slot | undefined {
    const kept = this.requests.at(seq);
    if (kept) return slotIn(kept, seq, destination);
    const revived = revivedIn(this.statements.bySeq.get(seq));
    const original = revived && this.requests.at(revived.call);
    const slot = original && slotIn(original, revived.call, destination);
    return slot && { ...slot, seq };
  }

  revivedOf({ call, destination }: Slot): Revived | undefined {
    return revivedIn(this.statements.byCall.get(call, destination));
  }

  /** In order of seq. */
  *revivedBehind(after: Seq): Generator<Revived> {
    for (const row of this.statements.behind.iterate(after)) yield revivedIn(row)!;
  }

  /** Gives a delivery a new place. */
  move({ call, source, destination }: Slot, seq: Seq, replay: RevivedAs): void {
    this.statements.remove.run(call, destination);
    this.statements.insert.run(seq, call, source, destination, JSON.stringify(replay));
  }

  change(seq: Seq, replay: RevivedAs): void {
    this.statements.change.run(JSON.stringify(replay), seq);
  }

  leave({ call, destination }: Pick<Slot, 'call' | 'destination'>): void {
    this.statements.remove.run(call, destination);
  }
}

/** The delivery of a call that has a place in this request. */
export function slotIn(kept: Kept, call: Seq, destination: string): Slot | undefined {
  const { source, destinations } = kept.route;
  const at = destinations.indexOf(destination);
  if (at < 0) return undefined;
  return { kept, index: (call - kept.first) * destinations.length + at, call, seq: call, source, destination };
}

function revivedIn(row: unknown): Revived | undefined {
  if (row === undefined) return undefined;
  const { seq, call, source, destination, replay } = row as Omit<Revived, 'replay'> & { replay: string };
  return { seq, call, source, destination, replay: JSON.parse(replay) as RevivedAs };
}
