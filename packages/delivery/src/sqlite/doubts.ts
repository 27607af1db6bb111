import type { DatabaseSync } from 'node:sqlite';
import type { Member } from '../batch.ts';
import type { Seq } from '../call.ts';
import { without } from './claims.ts';
import { markSize, type WireBatch } from './wire.ts';

interface Row {
  readonly id: number;
  readonly place: Seq | null;
  readonly source: string;
  readonly destination: string;
  readonly guid: string;
  readonly operation: string;
  readonly version: string;
  readonly else_anew: number;
  readonly members: string;
  readonly bodies: string;
}

/**
 * Batches that were given up and may have arrived, kept whole so that they can be resent under their old ids. Their members
 * bear the seqs of calls while they are dead, and places in the order once they wait to be resent.
 */
export class Doubts {
  private readonly statements;

  constructor(db: DatabaseSync) {
    this.statements = {
      add: db.prepare('INSERT INTO doubts VALUES (?, NULL, ?, ?, ?, ?, ?, 0, ?, ?)'),
      get: db.prepare('SELECT * FROM doubts WHERE id = ?'),
      revive: db.prepare('UPDATE doubts SET place = ?, else_anew = ?, members = ?, bodies = ? WHERE id = ?'),
      waiting: db.prepare('SELECT * FROM doubts WHERE place = ?'),
      of: db.prepare('SELECT * FROM doubts WHERE destination = ?'),
      remove: db.prepare('DELETE FROM doubts WHERE id = ?'),
      sent: db.prepare('DELETE FROM doubts WHERE place = ? AND guid = ?'),
      prune: db.prepare(
        'DELETE FROM doubts WHERE place IS NULL AND id NOT IN (SELECT doubt FROM dead WHERE doubt IS NOT NULL)',
      ),
    };
  }

  /** `calls` tells the call at each place of a member. */
  add(id: number, batch: WireBatch, calls: ReadonlyMap<Seq, Seq>): void {
    const { source, destination, id: guid, operation, version, bodies } = batch;
    const texts = [moved(batch.members, calls), new TextDecoder().decode(bodies)] as const;
    this.statements.add.run(id, source, destination, guid, operation, version, ...texts);
  }

  /** Makes one wait to be resent; `places` tells where each of its calls waits. Those without a place are left out. */
  revive(id: number, places: ReadonlyMap<Seq, Seq>, elseAnew: boolean): void {
    const row = this.statements.get.get(id) as unknown as Row;
    const gone = (JSON.parse(row.members) as Member[]).map(({ seq }) => seq).filter((seq) => !places.has(seq));
    const left = without(row, new Set(gone));
    const members = moved(left.members, places);
    this.statements.revive.run(firstOf(members), Number(elseAnew), members, left.bodies, id);
  }

  /** The batch that waits to be resent at its first place. */
  waitingAt(place: Seq): WireBatch | undefined {
    const row = this.statements.waiting.get(place) as Row | undefined;
    if (!row) return undefined;
    const { source, destination, guid, operation, version, else_anew, members, bodies } = row;
    const marks = (JSON.parse(members) as Member[]).flatMap(({ seq, part, last }) => [seq, part, Number(last)]);
    const elseAnew = else_anew === 1;
    const written = { members, bodies: new TextEncoder().encode(bodies), marks: Float64Array.from(marks) };
    return { id: guid, source, destination, operation, version, elseAnew, ...written };
  }

  /** A batch is written to be sent: if it waited here, it no longer does. */
  sent({ id, marks }: WireBatch): void {
    if (marks.length >= markSize) this.statements.sent.run(marks[0]!, id);
  }

  /** Takes calls out, by their seqs and the places at which they wait. */
  erase(destination: string, seqs: ReadonlySet<Seq>): void {
    for (const row of this.statements.of.all(destination) as unknown as Row[]) {
      const members = JSON.parse(row.members) as Member[];
      if (!members.some(({ seq }) => seqs.has(seq))) continue;
      const left = without(row, seqs);
      if (left.members === '[]') this.statements.remove.run(row.id);
      else {
        const place = row.place === null ? null : firstOf(left.members);
        this.statements.revive.run(place, row.else_anew, left.members, left.bodies, row.id);
      }
    }
  }

  /** Lets go those of which no dead call is left. */
  prune(): void {
    this.statements.prune.run();
  }
}

function moved(members: string, places: ReadonlyMap<Seq, Seq>): string {
  const list = JSON.parse(members) as Member[];
  return JSON.stringify(list.map((member) => ({ ...member, seq: places.get(member.seq) ?? member.seq })));
}

function firstOf(members: string): Seq {
  return (JSON.parse(members) as Member[])[0]!.seq;
}
