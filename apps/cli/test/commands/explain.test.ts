import { describe, expect, it } from 'vitest';
import { fixture, run } from '../run.ts';

const letters = fixture('letters');
const event = JSON.stringify({ type: 'identify', userId: 'u1', traits: { name: 'Michael' } });

describe('crosswalk explain', () => {
  it('shows each field: what it read, what it gave, and why it was not sent', async () => {
    const { status, stdout } = await run(['explain', letters, event]);
    expect(stdout).toContain('✓ rule welcome');
    expect(stdout).toContain('traits.name  → "Michael"');
    expect(stdout).toMatch(/home\.city {2}absent/);
    expect(stdout).toContain('mapped by welcome:\n  write {"to":"u1","name":"Michael"}');
    expect(status).toBe(0);
  });

  it('shows one field alone', async () => {
    const { stdout } = await run(['explain', letters, '-', '--field', 'name'], event);
    expect(stdout).toContain('name  "Michael"');
    expect(stdout).not.toContain('home.city');
    expect((await run(['explain', letters, event, '--field', 'nme'])).stdout).toContain('this rule gives no field nme');
  });

  it('tells why an event was not taken in, or not mapped', async () => {
    const refused = await run(['explain', letters, '{"type":"identify"}']);
    expect(refused).toMatchObject({ status: 1, stdout: expect.stringContaining('no_user_anon_id') });
    const skipped = await run(['explain', letters, '{"type":"page","userId":"u1"}']);
    expect(skipped.stdout).toContain('not for this event: type = "identify"');
    expect(skipped).toMatchObject({ status: 0, stdout: expect.stringContaining('skipped') });
  });

  it('wants one event that can be read', async () => {
    expect(await run(['explain', letters, '{"a":1}{"a":2}'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('line 1: not JSON'),
    });
    expect(await run(['explain', letters, '[{},{}]'])).toMatchObject({
      status: 1,
      stderr: 'more than one event was given; explain takes one\n',
    });
    expect(await run(['explain', letters, 'nowhere.json'])).toMatchObject({
      status: 1,
      stderr: 'nowhere.json does not exist\n',
    });
  });
});
