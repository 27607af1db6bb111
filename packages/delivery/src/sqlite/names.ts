import type { DatabaseSync } from 'node:sqlite';
import type { Outlet } from '../call.ts';

/** A source with the destinations that it had when calls came. */
export interface Route {
  readonly id: number;
  readonly source: string;
  readonly destinations: readonly string[];
}

export interface Reason {
  readonly code: string;
  readonly reason: string;
}

/** How many reasons are held in memory. */
const mostReasons = 1000;

/** What stands in rows as a number: sources, routes, reasons. */
export class Names {
  private readonly sources = new Map<string, number>();
  private readonly routesByName = new Map<string, Route>();
  private readonly routesById = new Map<number, Route>();
  private readonly reasonsByName = new Map<string, number>();
  private readonly reasonsById = new Map<number, Reason>();
  private readonly db: DatabaseSync;
  private readonly addSource;
  private readonly addRoute;
  private readonly addReason;
  private readonly findReason;

  constructor(db: DatabaseSync) {
    this.db = db;
    const changed = 'ON CONFLICT DO UPDATE SET id = id RETURNING id';
    this.addSource = db.prepare(`INSERT INTO sources (name) VALUES (?) ${changed}`);
    this.addRoute = db.prepare(`INSERT INTO routes (source, destinations) VALUES (?, ?) ${changed}`);
    this.addReason = db.prepare(`INSERT INTO reasons (code, reason) VALUES (?, ?) ${changed}`);
    this.findReason = db.prepare('SELECT code, reason FROM reasons WHERE id = ?');
    this.reload();
  }

  source(name: string): number {
    const known = this.sources.get(name);
    if (known !== undefined) return known;
    const { id } = this.addSource.get(name) as { id: number };
    this.sources.set(name, id);
    return id;
  }

  route(source: string, destinations: readonly string[]): Route {
    const key = JSON.stringify([source, destinations]);
    const known = this.routesByName.get(key);
    if (known) return known;
    const { id } = this.addRoute.get(source, JSON.stringify(destinations)) as { id: number };
    return this.keep({ id, source, destinations });
  }

  routeOf(id: number): Route {
    return this.routesById.get(id)!;
  }

  /** Routes by which calls reach an outlet. */
  routesTo({ source, destination }: Outlet): Route[] {
    return [...this.routesById.values()].filter(
      (route) => route.source === source && route.destinations.includes(destination),
    );
  }

  routesFrom(source: string): Route[] {
    return [...this.routesById.values()].filter((route) => route.source === source);
  }

  reason({ code, reason }: Reason): number {
    const key = JSON.stringify([code, reason]);
    const known = this.reasonsByName.get(key);
    if (known !== undefined) return known;
    const { id } = this.addReason.get(code, reason) as { id: number };
    if (this.reasonsByName.size >= mostReasons) this.reasonsByName.clear();
    this.reasonsByName.set(key, id);
    return id;
  }

  reasonOf(id: number): Reason {
    const known = this.reasonsById.get(id);
    if (known) return known;
    const { code, reason } = this.findReason.get(id) as unknown as Reason;
    if (this.reasonsById.size >= mostReasons) this.reasonsById.clear();
    this.reasonsById.set(id, { code, reason });
    return { code, reason };
  }

  /** Forgets what was not committed. */
  reload(): void {
    for (const map of [this.sources, this.routesByName, this.routesById, this.reasonsByName, this.reasonsById])
      map.clear();
    for (const { id, name } of this.db.prepare('SELECT id, name FROM sources').all()) {
      this.sources.set(name as string, id as number);
    }
    for (const { id, source, destinations } of this.db.prepare('SELECT * FROM routes').all()) {
      const list = JSON.parse(destinations as string) as string[];
      this.keep({ id: id as number, source: source as string, destinations: list });
    }
  }

  private keep(route: Route): Route {
    this.routesByName.set(JSON.stringify([route.source, route.destinations]), route);
    this.routesById.set(route.id, route);
    return route;
  }
}
