import type { DatabaseSync } from 'node:sqlite';
import type { Platform } from '../domain/user.ts';

export interface Token {
  readonly platform: Platform;
  readonly token: string;
  /** False once it was disabled: no push goes there. */
  readonly active: boolean;
  /** Since when it has been this person's and in this state, in milliseconds since 1970. */
  readonly since: number;
}

export type Tokens = ReturnType<typeof openTokens>;

export function openTokens(sql: DatabaseSync) {
  const list = sql.prepare(
    `SELECT platform, token, active, since FROM tokens WHERE person = ? ORDER BY platform, since, token`,
  );
  const listOne = sql.prepare('SELECT token, active FROM tokens WHERE person = ? AND platform = ?');
  const put = sql.prepare(
    `INSERT INTO tokens (environment, platform, token, person, active, since) VALUES (?, ?, ?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET
       since = iif(person = excluded.person AND active = 1, since, excluded.since), person = excluded.person, active = 1`,
  );
  const removeOwn = sql.prepare(
    'DELETE FROM tokens WHERE environment = ? AND platform = ? AND token = ? AND person = ?',
  );
  const disable = sql.prepare(
    `UPDATE tokens SET active = 0, since = ?
     WHERE environment = ? AND platform = ? AND token = ? AND person = ? AND active = 1`,
  );
  const disableAll = sql.prepare(
    'UPDATE tokens SET active = 0, since = ? WHERE person = ? AND platform = ? AND active = 1',
  );

  return {
    of(person: number): Token[] {
      return list.all(person).map((row) => ({ ...row, active: row.active === 1 })) as unknown as Token[];
    },

    /** Makes `tokens` the person's only ones on a platform, all active. Whoever else had one of them has it no more. */
    replace(environment: number, platform: Platform, person: number, tokens: readonly string[], at: number): void {
      const active = new Set<unknown>();
      for (const row of listOne.all(person, platform)) {
        const token = String(row.token);
        if (!tokens.includes(token)) removeOwn.run(environment, platform, token, person);
        else if (row.active === 1) active.add(token);
      }
      for (const token of tokens) {
        if (!active.has(token)) put.run(environment, platform, token, person, at);
      }
    },

    add(environment: number, platform: Platform, person: number, token: string, at: number): void {
      put.run(environment, platform, token, person, at);
    },

    remove(environment: number, platform: Platform, person: number, token: string): void {
      removeOwn.run(environment, platform, token, person);
    },

    disable(environment: number, platform: Platform, person: number, token: string, at: number): void {
      disable.run(at, environment, platform, token, person);
    },

    disableAll(platform: Platform, person: number, at: number): void {
      disableAll.run(at, person, platform);
    },
  };
}
