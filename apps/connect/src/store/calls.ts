import type { DatabaseSync } from 'node:sqlite';

/** How long a GUID is remembered: 30 days, in milliseconds. */
const guidLife = 30 * 24 * 3600 * 1000;

export type CallKind = 'identify' | 'track';

/** One user or event object that took effect. Times are milliseconds since 1970; `body` is JSON text. */
export interface Call {
  readonly seq: number;
  readonly at: number;
  readonly kind: CallKind;
  readonly userId: string;
  readonly guid: string | null;
  readonly client: string | null;
  /** Its place in its batch; null when it came alone. */
  readonly position: number | null;
  readonly body: string;
}

/** An event of a person's history. */
export interface PastEvent {
  readonly seq: number;
  readonly name: string;
  readonly time: number;
  readonly body: string;
}

export interface NewRequest {
  readonly kind: string;
  readonly at: number;
  readonly guid: string | undefined;
  readonly client: string | undefined;
}

export interface NewCall {
  readonly request: number;
  readonly position: number | null;
  readonly id: number;
  readonly body: string;
  /** Row number and time of the event; absent for an identify. */
  readonly event?: { readonly number: number; readonly time: number };
}

export type Calls = ReturnType<typeof openCalls>;

/** The log of everything that took effect, and the GUIDs that came with it. */
export function openCalls(sql: DatabaseSync) {
  const guidTaken = sql.prepare('SELECT 1 FROM requests WHERE environment = ? AND guid = ? AND at > ? LIMIT 1');
  const insertRequest = sql.prepare(
    'INSERT INTO requests (environment, kind, at, guid, client) VALUES (?, ?, ?, ?, ?)',
  );
  const insertCall = sql.prepare(
    'INSERT INTO calls (environment, request, position, id, event, time, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const columns = `
    SELECT calls.seq, requests.at, requests.kind, ids.user_id AS userId, requests.guid, requests.client, calls.position,
      calls.body
    FROM calls JOIN requests ON requests.id = calls.request JOIN ids ON ids.id = calls.id`;
  const after = sql.prepare(
    `${columns} WHERE calls.environment = ? AND calls.seq > ? AND calls.seq <= ? ORDER BY calls.seq`,
  );
  const latest = sql.prepare(`${columns} WHERE calls.environment = ? ORDER BY calls.seq DESC LIMIT ?`);
  const lastSeq = sql.prepare('SELECT max(seq) AS seq FROM calls');
  const history = sql.prepare(
    `SELECT calls.seq, events.name, calls.time, calls.body FROM calls JOIN events ON events.id = calls.event
     WHERE calls.id = ?1 AND calls.event IS NOT NULL AND (calls.time, calls.seq) < (?2, ?3)
     ORDER BY calls.time DESC, calls.seq DESC LIMIT ?4`,
  );
  const countEvents = sql.prepare('SELECT count(*) AS events FROM calls WHERE id = ? AND event IS NOT NULL');

  return {
    isTaken(environment: number, guid: string, at: number): boolean {
      return guidTaken.get(environment, guid, at - guidLife) !== undefined;
    },

    addRequest(environment: number, { kind, at, guid, client }: NewRequest): number {
      return Number(insertRequest.run(environment, kind, at, guid ?? null, client ?? null).lastInsertRowid);
    },

    add(environment: number, { request, position, id, event, body }: NewCall): void {
      insertCall.run(environment, request, position, id, event?.number ?? null, event?.time ?? null, body);
    },

    /** The number of the newest call, 0 before the first. */
    lastSeq: () => Number(lastSeq.get()?.seq ?? 0),

    /** Calls behind `seq` up to `last`, in order of effect. Finish or leave the loop before anything else is stored. */
    between(environment: number, seq: number, last: number): IterableIterator<Call> {
      return after.iterate(environment, seq, last) as unknown as IterableIterator<Call>;
    },

    /** The newest calls, the oldest of them first. */
    latest(environment: number, most: number): Call[] {
      return (latest.all(environment, most) as unknown as Call[]).reverse();
    },

    /** Events under any of these ids (row numbers), newest first, starting behind `before`. */
    history(ids: readonly number[], before: { time: number; seq: number }, most: number): PastEvent[] {
      const events = ids.flatMap((id) => history.all(id, before.time, before.seq, most) as unknown as PastEvent[]);
      return events.sort((a, b) => b.time - a.time || b.seq - a.seq).slice(0, most);
    },

    countEvents(ids: readonly number[]): number {
      return ids.reduce((sum, id) => sum + Number(countEvents.get(id)?.events), 0);
    },
  };
}
