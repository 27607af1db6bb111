import { describe, expect, test } from 'vitest';
import { connectFolder, mustCompile, readFolder } from './read-folder.ts';

/* Explain says for each field what was looked at, what it gave, and why nothing was sent. */
const files = readFolder(connectFolder);
const connect = mustCompile(files);
const { settings } = connect.settings({ apiKey: '0123456789abcdef0123456789abcdef' });
const explain = (event: object) => connect.explain(event, { settings, now: 0 });

describe('an identify', () => {
  const event = { type: 'identify', userId: 'ann@example.com', traits: { name: 'Ann Lee', email: 42 } };
  const trace = explain(event);
  const field = (name: string) => trace.rules.at(-1)!.fields.find((each) => each.field === name);

  test('its outcome is the one of map', () => {
    expect(trace.outcome).toEqual(connect.map(event, { settings, now: 0 }));
  });

  test('the rules that were tried, and whether they took it', () => {
    expect(trace.rules.map(({ rule, when }) => [rule, when.expression, when.value])).toEqual([
      ['identify', 'type = "identify"', true],
    ]);
    expect(
      explain({ type: 'track', userId: 'u', event: 'e' })
        .rules.map(({ rule, when }) => [rule, when.value])
        .slice(0, 1),
    ).toEqual([['identify', false]]);
  });

  test('a field that was sent: the alternative that gave it', () => {
    expect(field('user_id')).toMatchObject({
      status: 'sent',
      value: 'ann@example.com',
      tried: [{ expression: 'userId', value: 'ann@example.com' }],
    });
  });

  test('where the expression stands', () => {
    const { file, start, end, expression } = field('user_id')!.tried[0]!;
    expect(files[file]!.slice(start, end)).toBe(expression);
  });

  test('what it read on the way', () => {
    expect(field('first_name')!.tried[0]!.reads).toContainEqual({ text: '$trait("name")', value: 'Ann Lee' });
  });

  test('a field that was left out, and why', () => {
    expect(field('email')).toMatchObject({ status: 'left out', because: 'a text is wanted, a number was found' });
  });

  test('a field that was absent', () => {
    expect(field('phone_number')).toMatchObject({ status: 'absent' });
  });
});

test('a failed expression is shown with its error, and what was taken in its place', () => {
  const trace = explain({
    type: 'identify',
    userId: 'u',
    context: { timezone: 'Pacific Time' },
    traits: { timezone: 'Europe/Berlin' },
  });
  const timezone = trace.rules.at(-1)!.fields.find((each) => each.field === 'timezone')!;
  expect(timezone).toMatchObject({ status: 'sent', value: 'Europe/Berlin' });
  expect(timezone.tried[0]!.error).toMatchObject({ code: 'R403' });
  expect(timezone.tried[1]!.value).toBe('Europe/Berlin');
});
