import type { DatabaseSync } from 'node:sqlite';

const slotLength = 5 * 60 * 1000;
const day = 24 * 3600 * 1000;

/** One kind of event, by its name, as the Events page shows it. Times are milliseconds since 1970. */
export interface EventSummary {
  readonly name: string;
  /** Received within the last 30 days. */
  readonly times: number;
  /** Received within the last 24 hours (to within five minutes). */
  readonly timesToday: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly hidden: boolean;
  /** True when its name was entered by hand. */
  readonly defined: boolean;
}

export interface EventQuery {
  /** Part of the name, capitals ignored; empty for all. */
  readonly text: string;
  readonly withHidden: boolean;
  readonly now: number;
  readonly most: number;
}

export type Events = ReturnType<typeof openEvents>;

/** The names of events, and how often each was received. Wants the function `folded`. */
export function openEvents(sql: DatabaseSync) {
  const find = sql.prepare('SELECT id FROM events WHERE environment = ? AND name = ?');
  const insert = sql.prepare('INSERT INTO events (environment, name) VALUES (?, ?)');
  const seen = sql.prepare('UPDATE events SET first_seen = coalesce(first_seen, ?1), last_seen = ?1 WHERE id = ?2');
  const count = sql.prepare(
    `INSERT INTO event_counts (event, slot, times) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET times = times + excluded.times`,
  );
  const define = sql.prepare(
    `INSERT INTO events (environment, name, defined_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET defined_at = coalesce(defined_at, excluded.defined_at), hidden = 0`,
  );
  const hide = sql.prepare('UPDATE events SET hidden = ? WHERE environment = ? AND name = ?');
  // The counts are summed for the chosen names alone.
  const search = sql.prepare(
    `WITH chosen AS MATERIALIZED (
       SELECT * FROM events
       WHERE environment = :environment AND (last_seen >= :month OR defined_at IS NOT NULL) AND hidden <= :withHidden
         AND (:text = '' OR instr(folded(name), :text) > 0)
       ORDER BY folded(name), name LIMIT :most)
     SELECT name, first_seen AS firstSeen, last_seen AS lastSeen, hidden, defined_at IS NOT NULL AS defined,
       (SELECT coalesce(sum(times), 0) FROM event_counts WHERE event = id AND slot >= :monthSlot) AS times,
       (SELECT coalesce(sum(times), 0) FROM event_counts WHERE event = id AND slot >= :daySlot) AS timesToday
     FROM chosen ORDER BY folded(name), name`,
  );

  return {
    /** The row number of an event's name. */
    findOrCreate(environment: number, name: string): number {
      const known = find.get(environment, name);
      return Number(known ? known.id : insert.run(environment, name).lastInsertRowid);
    },

    count(event: number, times: number, at: number): void {
      seen.run(at, event);
      count.run(event, Math.floor(at / slotLength), times);
    },

    /** Puts a name on the list before it was ever sent. */
    define(environment: number, name: string, at: number): void {
      define.run(environment, name, at);
    },

    /** False when there is no such event. */
    setHidden(environment: number, name: string, hidden: boolean): boolean {
      return Number(hide.run(Number(hidden), environment, name).changes) > 0;
    },

    /** Events of the last 30 days and those entered by hand, by name. */
    search(environment: number, { text, withHidden, now, most }: EventQuery): EventSummary[] {
      const rows = search.all({
        environment,
        text: text.toLowerCase(),
        withHidden: Number(withHidden),
        most,
        month: now - 30 * day,
        monthSlot: Math.floor((now - 30 * day) / slotLength),
        daySlot: Math.floor((now - day) / slotLength),
      });
      return rows.map((row) => ({
        ...(row as unknown as EventSummary),
        hidden: row.hidden === 1,
        defined: row.defined === 1,
      }));
    },
  };
}
