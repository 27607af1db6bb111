import type { DatabaseSync } from 'node:sqlite';
import type { Seq } from '../call.ts';
import type { Requests } from './requests.ts';

/** Marks that are set while a messageId is known: how exactly it is told which ones are old. */
const marksInAge = 16;

/**
 * The messageIds that are known, and by which call. A row says for ever what it says until a sweep comes by; whether it is
 * old is told by its seq.
 */
export class KnownIds {
  private readonly requests: Requests;
  private readonly knownMs: number;
  private readonly statements;
  private lastMark: number | undefined;
  private sweptUpTo: { readonly id: string; readonly source: number } | undefined;

  constructor(db: DatabaseSync, requests: Requests, knownMs: number) {
    this.requests = requests;
    this.knownMs = knownMs;
    this.statements = {
      add: db.prepare(`INSERT INTO known SELECT value, ?, ? + key FROM json_each(?) WHERE value IS NOT NULL
        ON CONFLICT DO NOTHING`),
      take: db.prepare('UPDATE known SET seq = ? WHERE id = ? AND source = ?'),
      find: db.prepare('SELECT seq FROM known WHERE id = ? AND source = ?'),
      bySources: db.prepare('SELECT seq FROM known WHERE id = ? ORDER BY source'),
      mark: db.prepare('INSERT OR REPLACE INTO marks VALUES (?, ?)'),
      newestMark: db.prepare('SELECT max(at) AS at FROM marks'),
      oldest: db.prepare('SELECT max(seq) AS seq FROM marks WHERE at <= ?'),
      removeMarks: db.prepare('DELETE FROM marks WHERE seq < ?'),
      from: db.prepare('SELECT id, source, seq FROM known WHERE (id, source) > (?, ?) ORDER BY id, source LIMIT ?'),
      remove: db.prepare('DELETE FROM known WHERE id = ? AND source = ?'),
    };
  }

  /**
   * Notes that the calls of a request bear these messageIds, the first place having this seq; gives the places that take no
   * call: those without an id, and those whose id is known already. One statement for all, as running statements is what
   * it costs.
   */
  add(messageIds: readonly (string | undefined)[], source: number, first: Seq, now: number): readonly number[] {
    const ids = messageIds.map((id) => (id === undefined ? undefined : textFor(id)));
    const places = [...ids.keys()];
    const nameless = places.filter((place) => ids[place] === undefined);
    const { changes } = this.statements.add.run(source, first, JSON.stringify(ids));
    if (changes === ids.length - nameless.length) return nameless;
    return places.filter((place) => ids[place] === undefined || !this.takes(ids[place], source, first + place, now));
  }

  isKnown(messageId: string, source: number, now: number): boolean {
    const row = this.statements.find.get(textFor(messageId), source) as { seq: Seq } | undefined;
    return row !== undefined && !this.isOld(row.seq, now);
  }

  /** Seqs of calls with this messageId, whether they are still kept or not. */
  find(messageId: string): Seq[] {
    return (this.statements.bySources.all(textFor(messageId)) as { seq: Seq }[]).map(({ seq }) => seq);
  }

  /** Notes now and then which seqs come behind a time. */
  mark(first: Seq, now: number): void {
    this.lastMark ??= (this.statements.newestMark.get() as { at: number | null }).at ?? Number.NEGATIVE_INFINITY;
    if (now - this.lastMark < this.knownMs / marksInAge) return;
    this.lastMark = now;
    this.statements.mark.run(first, now);
  }

  /** Takes out old ids among the next so many; true when it has come to the end. */
  sweep(most: number, now: number): boolean {
    const { id: from, source: of } = this.sweptUpTo ?? { id: '', source: -1 };
    const rows = this.statements.from.all(from, of, most) as { id: string; source: number; seq: Seq }[];
    for (const { id, source, seq } of rows) if (this.isOld(seq, now)) this.statements.remove.run(id, source);
    this.sweptUpTo = rows.length < most ? undefined : rows.at(-1)!;
    if (this.sweptUpTo) return false;
    const oldest = this.oldestSeq(now);
    this.statements.removeMarks.run(oldest);
    return true;
  }

  reload(): void {
    this.lastMark = undefined;
  }

  /** True when the id is this call's, or becomes so because the call that had it is old. */
  private takes(id: string, source: number, seq: Seq, now: number): boolean {
    const { seq: owner } = this.statements.find.get(id, source) as { seq: Seq };
    if (owner === seq) return true;
    if (!this.isOld(owner, now)) return false;
    this.statements.take.run(seq, id, source);
    return true;
  }

  /** An id is known for as long as its call is kept. */
  private isOld(seq: Seq, now: number): boolean {
    if (seq >= this.oldestSeq(now)) return false;
    const kept = this.requests.at(seq);
    if (!kept) return true;
    const count = kept.route.destinations.length;
    const place = seq - kept.first;
    return kept.states.subarray(place * count, (place + 1) * count).every((state) => state === 0);
  }

  /** Calls before this one were accepted longer ago than ids are known. */
  private oldestSeq(now: number): Seq {
    return (this.statements.oldest.get(now - this.knownMs) as { seq: Seq | null }).seq ?? 0;
  }
}

/**
 * The key of a messageId. SQLite's text ends at a NUL, and halves of surrogate pairs become the same character: such ids,
 * and those that look like their keys, are written as JSON behind a mark.
 */
function textFor(messageId: string): string {
  const isPlain = messageId.isWellFormed() && !messageId.includes('\u0000') && !messageId.startsWith('\u0001');
  return isPlain ? messageId : `\u0001${JSON.stringify(messageId)}`;
}
