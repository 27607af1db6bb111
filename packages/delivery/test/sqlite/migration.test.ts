import { describe, expect, test } from 'vitest';
import { migrate, openDatabase, StoreFault } from '../../src/sqlite/database.ts';
import { migrations } from '../../src/sqlite/schema.ts';
import { request, web } from '../contract/acceptances.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { newFolder, openHere } from './in-process.ts';

const versionOf = (folder: string) => {
  const db = openDatabase(folder);
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  db.close();
  return row.user_version;
};

describe('a data folder of another version', () => {
  test('is brought up to date, step by step, and keeps what it holds', async () => {
    const folder = newFolder();
    const first = openHere(folder, new VirtualClock());
    await first.store.append(request(['m1']));
    const more = [...migrations, 'CREATE TABLE later (word TEXT)', `INSERT INTO later VALUES ('well')`];
    migrate(first.db, folder, more);
    expect(first.db.prepare('SELECT word FROM later').all()).toEqual([{ word: 'well' }]);
    migrate(first.db, folder, more);
    expect(first.db.prepare('SELECT word FROM later').all()).toHaveLength(1);
    expect((await first.store.read([web], 0, 9)).map((call) => call.messageId)).toEqual(['m1']);
    first.end();
  });

  test('stays as it is when a step fails', () => {
    const folder = newFolder();
    const db = openDatabase(folder);
    const broken = [...migrations, 'CREATE TABLE later (word TEXT); CREATE TABLE later (word TEXT)'];
    expect(() => migrate(db, folder, broken)).toThrow('already exists');
    db.close();
    expect(versionOf(folder)).toBe(migrations.length);
  });

  test('is not touched when it is newer', () => {
    const folder = newFolder();
    const db = openDatabase(folder);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openDatabase(folder)).toThrow(StoreFault);
    expect(() => openDatabase(folder)).toThrow(/was written by a newer version of Crosswalk/);
    try {
      openDatabase(folder);
    } catch (error) {
      expect((error as StoreFault).diagnostic).toMatchObject({ code: 'D507' });
    }
  });
});
