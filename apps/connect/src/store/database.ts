import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './schema.ts';

/** The data folder can't be used; the message says why and what to do. */
export class StoreUnavailable extends Error {}

export interface Database {
  readonly sql: DatabaseSync;
  /** Runs `work` as one transaction: all of it is on disk when this returns, nothing of it when `work` throws. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/**
 * Opens the database in `folder` (made when absent), or in memory without one. The folder is this process's alone until
 * `close` or the end of the process, however that comes. Throws `StoreUnavailable`.
 */
export function openDatabase(folder: string | undefined): Database {
  const sql = folder === undefined ? new DatabaseSync(':memory:') : openFile(folder);
  try {
    configure(sql);
    addFunctions(sql);
    migrate(sql);
  } catch (error) {
    sql.close();
    throw folder === undefined ? error : unavailable(error, folder);
  }
  return { sql, transaction: transactions(sql), close: () => sql.close() };
}

function openFile(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(folder, 'connect.db'), { timeout: 0 });
  } catch (error) {
    throw unavailable(error, folder);
  }
}

function configure(sql: DatabaseSync): void {
  // An exclusive lock keeps a second process out, and the system takes it back from one that was killed.
  sql.exec('PRAGMA locking_mode = EXCLUSIVE');
  sql.exec('PRAGMA journal_mode = WAL');
  sql.exec('PRAGMA synchronous = FULL');
  // Batches of random users touch many pages: longer logs write each of them back less often.
  sql.exec('PRAGMA wal_autocheckpoint = 4000');
  sql.exec('PRAGMA cache_size = -65536');
  sql.exec('PRAGMA temp_store = MEMORY');
  // The lock is taken by the first write, so there is one.
  sql.exec('BEGIN IMMEDIATE; COMMIT');
}

function addFunctions(sql: DatabaseSync): void {
  // For searches that ignore capitals: SQLite's own lower() knows the letters A to Z alone.
  sql.function('folded', { deterministic: true }, (text) => String(text).toLowerCase());
}

function migrate(sql: DatabaseSync): void {
  const version = Number(sql.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) {
    throw new StoreUnavailable('was written by a newer Connect: start that one, or give another folder');
  }
  for (const [index, migration] of migrations.entries()) {
    if (index >= version) sql.exec(`BEGIN; ${migration}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

function transactions(sql: DatabaseSync): Database['transaction'] {
  const begin = sql.prepare('BEGIN IMMEDIATE');
  const commit = sql.prepare('COMMIT');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // SQLite itself has already rolled back after some errors, a full disk among them.
      if (sql.isTransaction) sql.exec('ROLLBACK');
      throw error;
    }
  };
}

const sqliteReasons: Record<number, string> = {
  5: 'is in use by another process: stop that one, or give another folder',
  8: 'is read-only: allow writing to it, or give another folder',
  10: 'could not be read or written',
  11: 'holds a damaged database: restore a copy, or give another folder',
  13: 'is on a full disk: make room, or give another folder',
  14: 'could not be opened: is it a folder that may be written to?',
  26: 'holds a connect.db that is not a database: move it away, or give another folder',
};

function unavailable(error: unknown, folder: string): StoreUnavailable {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message: string };
  const known = errcode === undefined ? systemReasons[code ?? ''] : sqliteReasons[errcode & 0xff];
  const reason = error instanceof StoreUnavailable ? message : (known ?? `could not be opened (${message})`);
  return new StoreUnavailable(`The data folder ${folder} ${reason}.`, { cause: error });
}

const systemReasons: Record<string, string> = {
  EEXIST: 'is not a folder',
  ENOTDIR: 'lies below something that is not a folder',
  EACCES: 'may not be made or entered by this user',
  EROFS: 'is on a read-only disk',
};
