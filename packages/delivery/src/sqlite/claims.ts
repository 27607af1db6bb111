import type { DatabaseSync } from 'node:sqlite';
import type { Batch, BatchKey, Member } from '../batch.ts';
import type { Outlet, Seq } from '../call.ts';
import type { Attempt } from '../ledger.ts';
import { type Packed, type PackedText, pack, packText, textIn, unpack } from './packing.ts';
import { fromWire, markSize, type WireBatch, type WireOpen } from './wire.ts';

/** A written batch as the store holds it in memory: all but members and bodies as they are sent. */
export interface Claim extends BatchKey {
  readonly row: number;
  readonly operation: string;
  readonly version: string;
  readonly elseAnew: boolean;
  readonly marks: Float64Array<ArrayBuffer>;
  tries: number;
  triedMs: number;
  attempts: readonly Attempt[];
}

/** A member of a claim. */
export interface Mark {
  readonly seq: Seq;
  readonly part: number;
  readonly last: boolean;
}

/** Attempts that are kept of a batch: the first ones, and the last ones. */
const firstAttempts = 20;
const lastAttempts = 80;

export function* marksOf({ marks }: Pick<Claim, 'marks'>): Generator<Mark> {
  for (let at = 0; at < marks.length; at += markSize) {
    yield { seq: marks[at]!, part: marks[at + 1]!, last: marks[at + 2] === 1 };
  }
}

/** Seqs of the members, each once. */
export function seqsOf(claim: Pick<Claim, 'marks'>): Set<Seq> {
  return new Set(Array.from(marksOf(claim), ({ seq }) => seq));
}

/** Batches that were written and not settled. */
export class Claims {
  private readonly claims = new Map<string, Claim>();
  /** By outlet: how many requests of a seq are in batches. */
  private readonly flying = new Map<string, Map<Seq, number>>();
  /** By outlet: seqs of calls that have a fate and are in a written batch nevertheless. */
  private readonly ended = new Map<string, Set<Seq>>();
  /** Those of which something was tried since it was written. */
  private readonly changed = new Set<Claim>();
  private readonly db: DatabaseSync;
  private readonly statements;

  constructor(db: DatabaseSync) {
    this.db = db;
    this.statements = {
      insert: db.prepare('INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      remove: db.prepare('DELETE FROM claims WHERE id = ?'),
      texts: db.prepare('SELECT members, bodies AS bytes, is_packed AS isPacked FROM claims WHERE id = ?'),
      rewrite: db.prepare('UPDATE claims SET members = ?, bodies = ?, is_packed = ? WHERE id = ?'),
      save: db.prepare('INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?)'),
      removeTries: db.prepare('DELETE FROM tries WHERE claim = ?'),
    };
    this.reload();
  }

  all(): Iterable<Claim> {
    return this.claims.values();
  }

  /** Of one outlet, in the order of writing. */
  of(outlet: Outlet): Claim[] {
    const own = [...this.claims.values()].filter((claim) => outletText(claim) === outletText(outlet));
    return own.sort((a, b) => a.row - b.row);
  }

  get(key: BatchKey): Claim | undefined {
    return this.claims.get(textOf(key));
  }

  isFlying(outlet: Outlet, seq: Seq): boolean {
    return this.flying.get(outletText(outlet))?.has(seq) ?? false;
  }

  /** How many calls without a fate are in written batches of an outlet. */
  countFlying(outlet: Outlet): number {
    const key = outletText(outlet);
    return (this.flying.get(key)?.size ?? 0) - (this.ended.get(key)?.size ?? 0);
  }

  /** Notes that a call got a fate, though another request of it may still be in a written batch. */
  end(outlet: Outlet, seq: Seq): void {
    if (!this.isFlying(outlet, seq)) return;
    const key = outletText(outlet);
    this.ended.set(key, (this.ended.get(key) ?? new Set()).add(seq));
  }

  /** The first written batch that holds a call. */
  holding(outlet: Outlet, seq: Seq): Claim | undefined {
    if (!this.isFlying(outlet, seq)) return undefined;
    return this.of(outlet).find((claim) => seqsOf(claim).has(seq));
  }

  /** `row` grows with every batch, and is never used again. */
  open(row: number, batch: WireBatch, triedMs: number, attempts: readonly Attempt[]): Claim {
    const { id, source, destination, operation, version, elseAnew, members, bodies, marks } = batch;
    const { bytes, isPacked } = pack(bodies);
    const texts = [source, destination, id, operation, version, Number(elseAnew), packText(members)] as const;
    this.statements.insert.run(row, ...texts, bytes, isPacked);
    const claim: Claim = {
      row,
      id,
      source,
      destination,
      operation,
      version,
      elseAnew,
      marks,
      tries: 0,
      triedMs,
      attempts,
    };
    this.hold(claim);
    if (attempts.length > 0 || triedMs > 0) this.changed.add(claim);
    return claim;
  }

  close(claim: Claim): void {
    this.statements.remove.run(claim.row);
    this.changed.delete(claim);
    if (claim.attempts.length > 0 || claim.triedMs > 0) this.statements.removeTries.run(claim.row);
    this.letGo(claim);
  }

  attempted(claim: Claim, attempt: Attempt, triedMs: number): void {
    claim.tries++;
    claim.triedMs = triedMs;
    claim.attempts = shortened([...claim.attempts, attempt]);
    this.changed.add(claim);
  }

  wire({ row, tries, triedMs, attempts: _, ...claim }: Claim): WireOpen {
    return { batch: { ...claim, ...this.texts(row) }, tries, triedMs };
  }

  batch(claim: Claim): Batch {
    return fromWire({ ...claim, ...this.texts(claim.row) });
  }

  /** Takes calls out of the written batches; a batch without calls is closed. */
  erase(outlet: Outlet, seqs: ReadonlySet<Seq>): void {
    for (const claim of this.of(outlet)) {
      if (!Array.from(seqsOf(claim)).some((seq) => seqs.has(seq))) continue;
      const { members, bodies } = this.texts(claim.row);
      const left = without({ members, bodies: new TextDecoder().decode(bodies) }, seqs);
      const marks = Float64Array.from(
        [...marksOf(claim)]
          .filter(({ seq }) => !seqs.has(seq))
          .flatMap(({ seq, part, last }) => [seq, part, Number(last)]),
      );
      if (marks.length === 0) {
        this.close(claim);
        continue;
      }
      const { bytes, isPacked } = pack(new TextEncoder().encode(left.bodies));
      this.statements.rewrite.run(packText(left.members), bytes, isPacked, claim.row);
      this.letGo(claim);
      const smaller = { ...claim, marks };
      this.hold(smaller);
      if (this.changed.delete(claim)) this.changed.add(smaller);
    }
  }

  save(): void {
    for (const claim of this.changed) {
      this.statements.save.run(claim.row, claim.tries, claim.triedMs, JSON.stringify(claim.attempts));
    }
    this.changed.clear();
  }

  /** Forgets what was not committed. */
  reload(): void {
    this.claims.clear();
    this.flying.clear();
    this.ended.clear();
    this.changed.clear();
    const rows = this.db
      .prepare('SELECT * FROM claims LEFT JOIN tries ON tries.claim = claims.id ORDER BY id')
      .iterate();
    for (const row of rows) this.hold(claimOf(row as unknown as Row));
  }

  private texts(row: number): { members: string; bodies: Uint8Array<ArrayBuffer> } {
    const { members, ...bodies } = this.statements.texts.get(row) as unknown as Packed & { members: PackedText };
    return { members: textIn(members), bodies: unpack(bodies) };
  }

  private hold(claim: Claim): void {
    this.claims.set(textOf(claim), claim);
    const key = outletText(claim);
    const seqs = this.flying.get(key) ?? new Map<Seq, number>();
    this.flying.set(key, seqs);
    const { marks } = claim;
    for (let at = 0; at < marks.length; at += markSize) seqs.set(marks[at]!, (seqs.get(marks[at]!) ?? 0) + 1);
  }

  private letGo(claim: Claim): void {
    this.claims.delete(textOf(claim));
    const key = outletText(claim);
    const seqs = this.flying.get(key)!;
    const ended = this.ended.get(key);
    const { marks } = claim;
    for (let at = 0; at < marks.length; at += markSize) {
      const seq = marks[at]!;
      const left = seqs.get(seq)! - 1;
      if (left > 0) seqs.set(seq, left);
      else {
        seqs.delete(seq);
        ended?.delete(seq);
      }
    }
  }
}

interface Row {
  readonly id: number;
  readonly source: string;
  readonly destination: string;
  readonly guid: string;
  readonly operation: string;
  readonly version: string;
  readonly else_anew: number;
  readonly members: PackedText;
  readonly tries: number | null;
  readonly tried_ms: number | null;
  readonly attempts: string | null;
}

function claimOf(row: Row): Claim {
  const { id, source, destination, guid, operation, version, else_anew, members, tries, tried_ms, attempts } = row;
  const list = JSON.parse(textIn(members)) as Member[];
  return {
    row: id,
    id: guid,
    source,
    destination,
    operation,
    version,
    elseAnew: else_anew === 1,
    marks: Float64Array.from(list.flatMap(({ seq, part, last }) => [seq, part, Number(last)])),
    tries: tries ?? 0,
    triedMs: tried_ms ?? 0,
    attempts: attempts === null ? [] : (JSON.parse(attempts) as Attempt[]),
  };
}

/** Members and bodies, as text, without some calls. */
export function without(texts: { readonly members: string; readonly bodies: string }, seqs: ReadonlySet<Seq>) {
  const members = JSON.parse(texts.members) as Member[];
  const bodies = JSON.parse(texts.bodies) as object[];
  const stays = (_: unknown, at: number) => !seqs.has(members[at]!.seq);
  return { members: JSON.stringify(members.filter(stays)), bodies: JSON.stringify(bodies.filter(stays)) };
}

/** A batch may be tried for days. */
function shortened(attempts: readonly Attempt[]): readonly Attempt[] {
  if (attempts.length <= firstAttempts + lastAttempts) return attempts;
  return [...attempts.slice(0, firstAttempts), ...attempts.slice(-lastAttempts)];
}

function textOf({ source, destination, id }: BatchKey): string {
  return `${source}\u0000${destination}\u0000${id}`;
}

function outletText({ source, destination }: Outlet): string {
  return `${source}\u0000${destination}`;
}
