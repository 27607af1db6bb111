import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Diagnostic } from '@crosswalk/diagnostics';
import { migrations } from './schema.ts';

/** A data folder that can't be opened, as a diagnostic (D505, D506, D507). */
export class StoreFault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'StoreFault';
    this.diagnostic = diagnostic;
  }
}

/** How much may stand in the write-ahead log before it is carried over into the file, in pages of 4 KB. */
const walPages = 8000;
/** Pages held in memory, in KB. */
const cacheKb = 32_000;

/**
 * Opens the database of a data folder, makes it what this version needs, and keeps everybody else out until it is closed or
 * the process ends. Throws a `StoreFault`.
 */
export function openDatabase(folder: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    db = new DatabaseSync(join(folder, 'crosswalk.db'), { timeout: 0 });
    own(db, folder);
    migrate(db, folder);
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof StoreFault ? error : faultOf(error, folder);
  }
}

/** Only WAL with a sync at every commit keeps what was acknowledged when the machine loses power. */
function own(db: DatabaseSync, folder: string): void {
  db.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${walPages}; PRAGMA cache_size = -${cacheKb}; PRAGMA temp_store = MEMORY`);
  // Takes the lock, which is held from now on.
  db.exec('BEGIN EXCLUSIVE; COMMIT');
  writeFileSync(join(folder, 'owner'), `${process.pid}\n`);
}

/** Brings a database up to date by the scripts that it has not seen. Throws a `StoreFault` when it has seen more. */
export function migrate(db: DatabaseSync, folder: string, scripts = migrations): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > scripts.length) {
    throw new StoreFault({
      code: 'D507',
      severity: 'error',
      message: `The data in ${folder} was written by a newer version of Crosswalk`,
      notes: [`It is of version ${version}, and this one knows up to ${scripts.length}: start the newer one again`],
    });
  }
  for (const [at, script] of scripts.entries()) {
    if (at >= version) db.exec(`BEGIN; ${script}; PRAGMA user_version = ${at + 1}; COMMIT`);
  }
}

function faultOf(error: unknown, folder: string): StoreFault {
  const { message, errcode } = error as Error & { errcode?: number };
  // SQLITE_BUSY and SQLITE_LOCKED.
  if (errcode !== undefined && [5, 6].includes(errcode & 0xff)) {
    const owner = ownerOf(folder);
    const who = owner === undefined ? 'another process' : `process ${owner}`;
    return new StoreFault({
      code: 'D505',
      severity: 'error',
      message: `The data in ${folder} is in use by ${who}`,
      notes: ['One server at a time may use a data folder: stop the other one, or give this one a folder of its own'],
    });
  }
  return new StoreFault({
    code: 'D506',
    severity: 'error',
    message: `The data in ${folder} cannot be opened: ${message}`,
    notes: ['The folder must be one that this user may write to, on a disk with room'],
  });
}

function ownerOf(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'owner'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
