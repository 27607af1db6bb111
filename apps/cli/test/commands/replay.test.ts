import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bar } from '../../src/show/progress.ts';
import { run } from '../run.ts';
import { startServer } from './server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
  const track = (userId: string, event: string) => ({ type: 'track', userId, event, messageId: `${userId}-${event}` });
  await server.send(track('u1', 'Paid'), track('u1', 'bad one'), track('u2', 'bad two'), {
    type: 'group',
    userId: 'u3',
    groupId: 'g',
    messageId: 'g3',
    integrations: { All: false },
  });
});
afterAll(() => server.stop());

const ask = (...words: string[]) => run([...words, '--server', server.admin]);

describe('crosswalk dead', () => {
  it('lists dead calls, newest first, without values of people', async () => {
    const { status, stdout, stderr } = await ask('dead', 'list');
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^\S+Z {2}website {2}track bad two {2}MESSAGE_REJECTED \(Refused by the destination: answer 400\) {2}u2-bad two$/,
    );
    expect(status).toBe(0);
    expect((await ask('dead', 'list', '--user', 'u1')).stdout.trim().split('\n')).toHaveLength(1);
    expect((await ask('dead', 'list', '--from', '1h', '--most', '1')).stdout.trim().split('\n')).toHaveLength(1);
    expect((await ask('dead', 'list', '--to', '1h')).stdout).toBe('');
  });

  it('shows all of one call', async () => {
    const { status, stdout } = await ask('dead', 'show', 'u1-bad one');
    expect(stdout).toContain('"userId":"u1"');
    expect(stdout).toContain('to connect: dead MESSAGE_REJECTED');
    expect(stdout).toMatch(/ {2}\S+Z {2}400 {2}split/);
    expect(status).toBe(0);
    expect(await ask('dead', 'show', 'nothing')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is kept'),
    });
  });

  it('names the next step, which means that one call', async () => {
    expect((await ask('dead', 'show', 'u1-bad one')).stdout).toContain('next: crosswalk dead replay u1-bad one --yes');
    expect((await ask('dead', 'replay', 'u1-bad one')).stdout).toContain('1 call can be delivered anew');
    expect((await ask('dead', 'list', '--code', 'NONE')).stderr).toBe('no dead call is kept that fits\n');
  });

  it('delivers them anew after showing how many', async () => {
    const before = server.bodies.length;
    const counted = await ask('dead', 'replay');
    expect(counted.stdout).toContain('2 calls can be delivered anew\n  2  dead  website to connect  MESSAGE_REJECTED');
    expect(counted.stdout).toContain('Nothing was sent');
    expect(server.bodies).toHaveLength(before);
    server.mend();
    const sent = await ask('dead', 'replay', '--yes', '--rate', '1000');
    expect(sent).toMatchObject({ status: 0, stdout: expect.stringContaining('2 of 2: all wait to be delivered') });
    await server.settled();
    expect(server.bodies.slice(before).join('')).toMatch(/bad one.*bad two/s);
    expect((await ask('dead', 'replay', '--yes')).stdout).toBe('0 calls can be delivered anew\n');
  });
});

describe('crosswalk replay', () => {
  it('means skipped calls too, and delivered ones when told again, with a warning', async () => {
    expect((await ask('replay')).stdout).toContain('1  skipped  website to connect  FILTERED_BY_INTEGRATIONS_OBJECT');
    const again = await ask('replay', '--again', '--event', 'Paid');
    expect(again.stdout).toContain('1 call can be delivered anew');
    expect(again.stderr).toContain('will count twice');
  });

  it('says what is wrong with a filter, and that no server is there', async () => {
    expect(await ask('replay', '--from', 'yesterday')).toMatchObject({ status: 2 });
    expect(await ask('replay', '--rate', 'fast')).toMatchObject({ status: 2 });
    expect(await ask('replay', '--user', '')).toMatchObject({ status: 2 });
    expect(await ask('replay', '--state', 'lost')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('state is one of'),
    });
    const alone = await run(['replay', '--server', 'http://127.0.0.1:1']);
    expect(alone).toMatchObject({ status: 1, stderr: expect.stringContaining('no server answers') });
  });
});

describe('crosswalk forget', () => {
  it('shows how much is kept of a person, and erases it when told so', async () => {
    expect((await ask('forget', 'u2')).stdout).toBe('1 call of 1 id\nNothing was erased. --yes erases them.\n');
    expect((await ask('forget', 'u2', '--yes')).stdout).toContain('1 call erased');
    expect((await ask('forget', 'u2')).stdout).toContain('0 calls');
  });
});

describe('a bar', () => {
  it('shows how far it has come', () => {
    expect(bar(0, 4)).toBe('[------------------------------] 0 %  0 of 4');
    expect(bar(2, 4)).toBe('[###############---------------] 50 %  2 of 4');
    expect(bar(0, 0)).toBe('[##############################] 100 %  0 of 0');
  });
});
