import type { DatabaseSync } from 'node:sqlite';

export type PushFate = 'received' | 'opened' | 'uninstall_tracker';

export interface NewPushReport {
  readonly oid: string;
  readonly platform: string;
  readonly report: PushFate;
  readonly revoked?: boolean;
}

export type Pushes = ReturnType<typeof openPushes>;

/** What devices told about pushes; the first report of a kind is the one that counts. */
export function openPushes(sql: DatabaseSync) {
  const insert = sql.prepare(
    `INSERT INTO pushes (environment, oid, platform, report, at, revoked) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET revoked = excluded.revoked`,
  );
  return {
    add(environment: number, { oid, platform, report, revoked }: NewPushReport, at: number): void {
      insert.run(environment, oid, platform, report, at, revoked === undefined ? null : Number(revoked));
    },
  };
}
