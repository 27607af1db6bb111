import type { DatabaseSync } from 'node:sqlite';
import type { Outlet } from '../call.ts';

/** Names of the running numbers. */
export type NumberName =
  | 'last seq'
  | 'last batch'
  | 'newest time'
  | 'accepted'
  | 'duplicates'
  | 'refused'
  | 'delivered'
  | 'skipped'
  | 'dead'
  | 'forgotten'
  | `undelivered ${string}`;

/** Running numbers: held in memory, written with the changes that they count. Those never set are 0. */
export class Numbers {
  private values = new Map<string, number>();
  private readonly changed = new Set<string>();
  private readonly outlets = new Map<string, NumberName>();
  private readonly db: DatabaseSync;
  private readonly write;

  constructor(db: DatabaseSync) {
    this.db = db;
    this.write = db.prepare('INSERT INTO numbers VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
    this.reload();
  }

  get(name: NumberName): number {
    return this.values.get(name) ?? 0;
  }

  set(name: NumberName, value: number): void {
    this.values.set(name, value);
    this.changed.add(name);
  }

  add(name: NumberName, more: number): void {
    if (more !== 0) this.set(name, this.get(name) + more);
  }

  /** Changes how many deliveries of an outlet have no fate. */
  addUndelivered({ source, destination }: Outlet, more: number): void {
    this.add(this.nameFor(source, destination), more);
  }

  /** Outlets with deliveries that have no fate, and how many. */
  undelivered(): (Outlet & { readonly count: number })[] {
    return [...this.values].flatMap(([name, count]) => {
      if (!name.startsWith('undelivered ') || count === 0) return [];
      const [source, destination] = JSON.parse(name.slice('undelivered '.length)) as [string, string];
      return [{ source, destination, count }];
    });
  }

  allUndelivered(): number {
    let sum = 0;
    for (const [name, count] of this.values) if (name.startsWith('undelivered ')) sum += count;
    return sum;
  }

  private nameFor(source: string, destination: string): NumberName {
    const key = `${source}\u0000${destination}`;
    const known = this.outlets.get(key);
    if (known) return known;
    const name = `undelivered ${JSON.stringify([source, destination])}` as const;
    this.outlets.set(key, name);
    return name;
  }

  save(): void {
    for (const name of this.changed) this.write.run(name, this.values.get(name)!);
    this.changed.clear();
  }

  /** Forgets what was not saved. */
  reload(): void {
    this.changed.clear();
    const rows = this.db.prepare('SELECT name, value FROM numbers').all() as { name: string; value: number }[];
    this.values = new Map(rows.map(({ name, value }) => [name, value]));
  }
}
