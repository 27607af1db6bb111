import { configuration } from './codes/configuration.ts';
import { delivery } from './codes/delivery.ts';
import type { CodeEntry } from './codes/entry.ts';
import { expression } from './codes/expression.ts';
import { mapping } from './codes/mapping.ts';
import { rules } from './codes/rules.ts';
import { shape } from './codes/shape.ts';

export type { CodeEntry };

/**
 * Every code that Crosswalk gives out, by phase: M1xx the shape of mapping files, M2xx their expressions, M3xx their
 * rules, R4xx mapping an event, D5xx delivery, C6xx the server's configuration. A code is never reused.
 */
export const codes = {
  ...shape,
  ...expression,
  ...rules,
  ...mapping,
  ...delivery,
  ...configuration,
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof codes;
