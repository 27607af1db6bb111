import type { DatabaseSync } from 'node:sqlite';

/** A closed world of people and events with its own key: production, development ... */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly privateKey: string;
}

export type Environments = ReturnType<typeof openEnvironments>;

export function openEnvironments(sql: DatabaseSync) {
  const columns = 'SELECT id, name, private_key AS privateKey FROM environments';
  const all = sql.prepare(`${columns} ORDER BY id`);
  const byKey = sql.prepare(`${columns} WHERE private_key = ?`);
  const byName = sql.prepare(`${columns} WHERE name = ?`);
  const insert = sql.prepare('INSERT INTO environments (name, private_key, created_at) VALUES (?, ?, ?)');

  return {
    all: () => all.all() as unknown as Environment[],
    byKey: (privateKey: string) => byKey.get(privateKey) as Environment | undefined,
    byName: (name: string) => byName.get(name) as Environment | undefined,
    create(name: string, privateKey: string, at: number): Environment {
      const { lastInsertRowid } = insert.run(name, privateKey, at);
      return { id: Number(lastInsertRowid), name, privateKey };
    },
  };
}
