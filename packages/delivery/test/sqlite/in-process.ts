import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll } from 'vitest';
import { type Clock, type Limits, type Store, usualLimits } from '../../src/index.ts';
import { StoreClient } from '../../src/sqlite/client.ts';
import { Core } from '../../src/sqlite/core.ts';
import { openDatabase } from '../../src/sqlite/database.ts';
import { Server } from '../../src/sqlite/server.ts';
import { readLines } from '../contract/acceptances.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-store-'));
  folders.push(folder);
  return folder;
}

/** The store of a folder in this thread, by the clock that is told; `end` closes it as a process that ends would. */
export function openHere(folder: string, clock: Clock, limits: Partial<Limits> = {}) {
  const db = openDatabase(folder);
  // These tests end no process, so nothing is lost without a sync.
  db.exec('PRAGMA synchronous = OFF');
  const core = new Core({ db, limits: { ...usualLimits, ...limits }, readCalls: readLines, clock });
  const server = new Server(db, core);
  const { port1, port2 } = new MessageChannel();
  server.serve(port1);
  const store: Store = new StoreClient(port2, readLines);
  const end = () => {
    server.close();
    db.close();
  };
  return { store, db, end };
}
