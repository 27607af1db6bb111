import { describe, expect, it } from 'vitest';
import { leaves, table } from '../src/table.ts';

describe('the table', () => {
  it('puts a call, its request and the answer side by side', () => {
    const call = ['track', ...leaves({ userId: 'u1', properties: { plan: 'Startup', seats: 3 } })];
    const request = ['POST /v2/track', ...leaves({ user_id: 'u1', properties: {} })];
    expect(
      table(
        ['call', 'request', 'answer'],
        [
          [call, request, ['200']],
          [['alias'], ['nothing'], ['']],
        ],
      ),
    ).toBe(`\
call                        │ request          │ answer
────────────────────────────┼──────────────────┼───────
track                       │ POST /v2/track   │ 200
  userId            u1      │   user_id     u1 │
  properties.plan   Startup │   properties  {} │
  properties.seats  3       │                  │
────────────────────────────┼──────────────────┼───────
alias                       │ nothing          │`);
  });

  it('shows values as they are, lists and empty ones as JSON', () => {
    expect(leaves({ a: 'text', b: ['x', 1], c: null, d: { e: false }, f: {} }, '')).toEqual([
      'a    text',
      'b    ["x",1]',
      'c    null',
      'd.e  false',
      'f    {}',
    ]);
  });
});
