import { describe, expect, it } from 'vitest';
import { coverage, readCases, runCases } from '../../src/cases/index.ts';
import type { Outcome } from '../../src/contract.ts';
import { destinationOf, identify } from './destination.ts';

const mapped = (body: object, warnings: string[] = []): Outcome => ({
  status: 'mapped',
  rule: 'identify',
  requests: [{ operation: 'identify', body }],
  warnings: warnings.map((field) => ({ code: 'R407', severity: 'warning', message: 'not accepted', field })),
});

function run(outcomes: Record<string, Outcome>, cases: string) {
  const destination = destinationOf(outcomes);
  const { files, diagnostics } = readCases(
    { 'identify.cases.yaml': `now: 2026-01-02T03:04:05.678Z\n${cases}` },
    destination,
  );
  expect(diagnostics).toEqual([]);
  return runCases(files, destination, (event, context) => destination.map(event, context));
}

describe('a case', () => {
  it('passes when the requests are exactly the expected ones, whatever the order of their keys', () => {
    const cases = 'cases: [{ name: a user, event: { id: 1 }, sends: [{ identify: { b: [1, { c: null }], a: 1 } }] }]';
    expect(run({ 1: mapped({ a: 1, b: [1, { c: null }], left: undefined }) }, cases)).toMatchObject([{ passed: true }]);
  });

  it('that gets another body tells each field that differs', () => {
    const [result] = run(
      { 1: mapped({ user_id: 'u1', apns: [], attributes: { plan: 'startup' } }) },
      'cases: [{ name: a user, event: { id: 1 }, sends: [{ identify: { user_id: u1, email: a@b.c, attributes: { plan: Startup } } }] }]',
    );
    expect(result).toMatchObject({
      passed: false,
      differences: [
        { path: ['sends', 0, 'identify', 'email'], expected: 'a@b.c' },
        { path: ['sends', 0, 'identify', 'attributes', 'plan'], expected: 'Startup', got: 'startup' },
        { path: ['sends', 0, 'identify', 'apns'], got: [] },
      ],
    });
  });

  it('fails on a warning that it does not expect', () => {
    const outcomes = { 1: mapped({}, ['timezone']) };
    const [silent, warned, alone] = run(
      outcomes,
      `cases:
  - { name: silent, event: { id: 1 }, sends: [{ identify: {} }] }
  - { name: warned, event: { id: 1 }, sends: [{ identify: {} }], warns: [R407 timezone] }
  - { name: a code alone, event: { id: 1 }, sends: [{ identify: {} }], warns: [R407] }
`,
    );
    expect(silent).toMatchObject({ passed: false, differences: [{ path: ['warns', 0], got: 'R407 timezone' }] });
    expect(warned).toMatchObject({ passed: true });
    expect(alone).toMatchObject({ passed: true });
  });

  it('fails when something else became of the event', () => {
    const [result] = run({}, 'cases: [{ name: a user, event: { id: 1 }, rejects: [R401 user_id] }]');
    expect(result).toMatchObject({ passed: false, got: { skips: 'No rule takes it' } });
    expect(result!.differences).toEqual([
      { path: ['rejects'], expected: ['R401 user_id'] },
      { path: ['skips'], got: 'No rule takes it' },
    ]);
  });

  it('with settings that do not fit fails, whatever the outcome', () => {
    const [result] = run(
      { 1: mapped({}) },
      'cases: [{ name: a user, settings: { key: 1 }, event: { id: 1 }, sends: [{ identify: {} }] }]',
    );
    expect(result).toMatchObject({ passed: false, differences: [], settings: [{ code: 'R405', field: 'apiKey' }] });
  });

  it('tells the road the time and the time of receipt', () => {
    const destination = destinationOf({});
    const { files } = readCases({
      'identify.cases.yaml': `now: 2026-01-02T03:04:05.678Z
cases:
  - { name: without, event: { id: 1 }, skips: seen }
  - { name: with, event: { id: 1, receivedAt: then }, skips: seen }
  - { name: no object, event: [1], skips: seen }
`,
    });
    const seen: unknown[] = [];
    runCases(files, destination, (event, { now }) => {
      seen.push([event, now]);
      return { status: 'skipped', reason: 'seen' };
    });
    const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
    expect(seen).toEqual([
      [{ id: 1, receivedAt: '2026-01-02T03:04:05.678Z' }, now],
      [{ id: 1, receivedAt: 'then' }, now],
      [[1], now],
    ]);
  });
});

describe('coverage', () => {
  it('names the fields that no outcome reached and the rules that took nothing', () => {
    const rules = [identify, { ...identify, name: 'alias', file: 'alias.yaml', fields: ['user_id'] }];
    const found = coverage({ rules }, [
      mapped({ user_id: 'u1', address: { zip: '1' } }),
      { status: 'skipped', rule: 'identify', reason: 'Both ids are the same' },
    ]);
    expect(found).toEqual({
      rules: [
        { rule: 'identify', file: 'identify.yaml', events: 2, unreached: ['email', 'address.city'] },
        { rule: 'alias', file: 'alias.yaml', events: 0, unreached: ['user_id'] },
      ],
      fields: { reached: 1, total: 4 },
    });
  });

  it('finds a field whose own name holds a dot', () => {
    const rules = [{ ...identify, fields: ['a.b.c'] }];
    expect(coverage({ rules }, [mapped({ 'a.b': { c: false } })]).fields).toEqual({ reached: 1, total: 1 });
  });
});
