import type { DatabaseSync } from 'node:sqlite';

/** A closed world of people and events with its own keys: production, development ... */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly privateKey: string;
  /** The key that web pages may hold; null: this environment takes nothing from pages. */
  readonly publicKey: string | null;
  /** Where those pages come from: `https://shop.example`. */
  readonly origins: readonly string[];
}

export type Environments = ReturnType<typeof openEnvironments>;

type Row = Omit<Environment, 'origins'>;

export function openEnvironments(sql: DatabaseSync) {
  const columns = 'SELECT id, name, private_key AS privateKey, public_key AS publicKey FROM environments';
  const all = sql.prepare(`${columns} ORDER BY id`);
  const byKey = sql.prepare(`${columns} WHERE private_key = ?`);
  const byPublicKey = sql.prepare(`${columns} WHERE public_key = ?`);
  const byName = sql.prepare(`${columns} WHERE name = ?`);
  const insert = sql.prepare('INSERT INTO environments (name, private_key, created_at) VALUES (?, ?, ?)');
  const originsOf = sql.prepare('SELECT origin FROM allowed_origins WHERE environment = ? ORDER BY origin');
  const setPublicKey = sql.prepare('UPDATE environments SET public_key = ? WHERE id = ?');
  const forgetOrigins = sql.prepare('DELETE FROM allowed_origins WHERE environment = ?');
  const allowOrigin = sql.prepare('INSERT OR IGNORE INTO allowed_origins (environment, origin) VALUES (?, ?)');

  const whole = (row: Row): Environment => ({
    ...row,
    origins: originsOf.all(row.id).map(({ origin }) => origin as string),
  });
  const one = (row: unknown) => (row === undefined ? undefined : whole(row as Row));

  return {
    all: () => (all.all() as unknown as Row[]).map(whole),
    byKey: (privateKey: string) => one(byKey.get(privateKey)),
    byPublicKey: (publicKey: string) => one(byPublicKey.get(publicKey)),
    byName: (name: string) => one(byName.get(name)),
    create(name: string, privateKey: string, at: number): Environment {
      const { lastInsertRowid } = insert.run(name, privateKey, at);
      return { id: Number(lastInsertRowid), name, privateKey, publicKey: null, origins: [] };
    },
    /** From now on pages use this key, in place of any before. */
    setPublicKey(id: number, publicKey: string): void {
      setPublicKey.run(publicKey, id);
    },
    /** From now on the public key is taken from these origins and no others. */
    setOrigins(id: number, origins: readonly string[]): void {
      forgetOrigins.run(id);
      for (const origin of origins) allowOrigin.run(id, origin);
    },
  };
}
