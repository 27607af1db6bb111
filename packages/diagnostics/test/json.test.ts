import { type Diagnostic, hasErrors, toJson } from '@crosswalk/diagnostics';
import { expect, test } from 'vitest';

const unknownKey: Diagnostic = {
  code: 'M102',
  severity: 'error',
  message: 'unknown key nmae',
  labels: [
    { file: 'a.yaml', start: 6, end: 10, message: 'here' },
    { file: 'elsewhere.yaml', start: 3, end: 4 },
  ],
  suggestion: 'name',
};

test('labels gain line and column where the text is known', () => {
  expect(toJson(unknownKey, { 'a.yaml': 'rule:\nnmae: x' })).toEqual({
    ...unknownKey,
    labels: [
      { file: 'a.yaml', start: 6, end: 10, message: 'here', line: 2, column: 1 },
      { file: 'elsewhere.yaml', start: 3, end: 4 },
    ],
  });
});

test('without sources, and without labels, the data stays as it is', () => {
  expect(toJson(unknownKey)).toEqual(unknownKey);
  const bare: Diagnostic = { code: 'R401', severity: 'error', message: 'absent', field: 'user_id' };
  expect(toJson(bare)).toEqual(bare);
  expect(toJson({ ...bare, labels: [{ file: 'toString', start: 0, end: 0 }] }).labels).toEqual([
    { file: 'toString', start: 0, end: 0 },
  ]);
});

test('the diagnostic that was given is not changed', () => {
  const before = structuredClone(unknownKey);
  toJson(unknownKey, { 'a.yaml': 'rule:\nnmae: x' });
  expect(unknownKey).toEqual(before);
});

test('warnings alone leave the thing usable', () => {
  expect(hasErrors([])).toBe(false);
  expect(
    hasErrors([
      { ...unknownKey, severity: 'warning' },
      { ...unknownKey, severity: 'info' },
    ]),
  ).toBe(false);
  expect(hasErrors([{ ...unknownKey, severity: 'warning' }, unknownKey])).toBe(true);
});
