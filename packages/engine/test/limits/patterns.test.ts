import { describe, expect, test } from 'vitest';
import { compile } from '../../src/index.ts';
import { boundedPattern, writtenPattern } from '../../src/schema/bounded-patterns.ts';
import { base } from './base.ts';

const withPattern = (schema: object): Record<string, string> => ({
  ...base,
  'hello.schema.json': JSON.stringify({ type: 'object', properties: { name: schema } }),
});

describe('the pattern of a schema', () => {
  test.each(['(a+)+$', '^(a|aa)+$', '^(a?){50}a{50}$', '(.*)*x'])(
    'that a short text can make endless is refused: %s',
    (pattern) => {
      for (const schema of [
        { type: 'string', pattern },
        { type: 'object', patternProperties: { [pattern]: {} } },
        { type: 'array', items: { anyOf: [{ pattern }] } },
      ]) {
        const { diagnostics } = compile(withPattern(schema));
        expect(diagnostics).toEqual([
          expect.objectContaining({ code: 'M107', message: expect.stringContaining('could take for ever') }),
        ]);
      }
    },
  );

  const email = '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$';

  test('that takes long on a long text only refuses a long text unread', () => {
    const { destination } = compile(withPattern({ type: 'string', pattern: email }));
    const map = (name: string) => destination!.map({ type: 'identify', traits: { name } }, { settings: {}, now: 0 });
    expect(map('ann@example.com')).toMatchObject({ requests: [{ body: { name: 'ann@example.com' } }], warnings: [] });
    const outcome = map(`${'a'.repeat(1_000_000)}@example.com`);
    expect(outcome).toMatchObject({ requests: [{ body: {} }], warnings: [{ code: 'R402' }] });
    expect(JSON.stringify(outcome)).toContain(`a text that matches ${JSON.stringify(email).slice(1, -1)}`);
  });

  test.each(['^[a-f0-9]{32}$', '^https://', '\\d{3}-\\d{4}', '', '^\\p{L}+$', '^[\\p{L} ]*$'])(
    'that is quick on any text stays as it is: %s',
    (pattern) => {
      expect(boundedPattern(pattern)).toBe(pattern);
    },
  );

  test.each([email, 'a+b+c+|^x', '[^@]+@[^@]+', '^(?<first>\\w+) (\\w+)\\2$', '^\\p{L}+\\d*\\p{L}+$'])(
    'that is bounded says the same of short texts, and remembers what was written: %s',
    (pattern) => {
      const bounded = boundedPattern(pattern);
      expect(bounded).not.toBe(pattern);
      expect(writtenPattern(bounded)).toBe(pattern);
      for (const text of ['', 'x', 'yx', 'ann@example.com', 'aabbcc', 'a\nb@c.d', 'éé1é', 'go haha', 'a b'])
        expect(new RegExp(bounded, 'u').test(text)).toBe(new RegExp(pattern, 'u').test(text));
    },
  );
});
