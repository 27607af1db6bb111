import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore, StoreFault } from '../../src/index.ts';
import { newFolder } from './in-process.ts';
import { startProgram } from './programs/start.ts';

const faultOf = async (folder: string) => {
  const fault: unknown = await openStore({ folder }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(StoreFault);
  return (fault as StoreFault).diagnostic;
};

describe('a data folder', () => {
  test('that another process uses is left alone, until that process ends, however it ends', async () => {
    const folder = newFolder();
    const { child, speaks, kill } = startProgram('server', [folder]);
    await speaks();
    expect(await faultOf(folder)).toMatchObject({
      code: 'D505',
      message: `The data in ${folder} is in use by process ${child.pid}`,
    });
    await kill();
    await (await openStore({ folder })).close();
  });

  test('that this process uses cannot be opened a second time', async () => {
    const folder = newFolder();
    const store = await openStore({ folder });
    expect(await faultOf(folder)).toMatchObject({ code: 'D505' });
    await store.close();
    await (await openStore({ folder })).close();
  });

  test('is made, with the folders above it', async () => {
    const store = await openStore({ folder: join(newFolder(), 'deep', 'down') });
    expect(await store.counts()).toMatchObject({ accepted: 0 });
    await store.close();
  });

  test('that cannot be one is told with the reason', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await faultOf(join(folder, 'file'))).toMatchObject({ code: 'D506', severity: 'error' });
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'crosswalk.db'), 'This is no database, though it has the name of one. '.repeat(100));
    expect((await faultOf(broken)).message).toMatch(/cannot be opened: file is not a database$/);
  });
});
