import { codes, phases } from '@crosswalk/diagnostics';
import { describe, expect, test } from 'vitest';
import { configuration } from '../src/codes/configuration.ts';
import { delivery } from '../src/codes/delivery.ts';
import { expression } from '../src/codes/expression.ts';
import { mapping } from '../src/codes/mapping.ts';
import { rules } from '../src/codes/rules.ts';
import { shape } from '../src/codes/shape.ts';

const entriesByPhase = { M1: shape, M2: expression, M3: rules, R4: mapping, D5: delivery, C6: configuration };

test.each(Object.entries(entriesByPhase))('%s.. begins the codes of its phase alone', (prefix, entries) => {
  for (const code of Object.keys(entries)) expect(code).toMatch(new RegExp(`^${prefix}\\d\\d$`));
});

test('no phase takes a code of another', () => {
  const all = Object.values(entriesByPhase).flatMap((entries) => Object.keys(entries));
  expect(all.toSorted()).toEqual(Object.keys(codes).toSorted());
});

test('every phase has its heading', () => {
  expect(Object.keys(phases)).toEqual(Object.keys(entriesByPhase));
});

describe('entries', () => {
  test.each(Object.entries(codes))('%s has a heading and a way out', (_, { title, help }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(help).toMatch(/[.)]$/);
  });
});
