import { configuration } from './codes/configuration.ts';
import { delivery } from './codes/delivery.ts';
import type { CodeEntry } from './codes/entry.ts';
import { expression } from './codes/expression.ts';
import { mapping } from './codes/mapping.ts';
import { rules } from './codes/rules.ts';
import { shape } from './codes/shape.ts';

export type { CodeEntry };

/** What the codes are about, by how they begin. */
export const phases = {
  M1: 'The shape of mapping files',
  M2: 'Expressions',
  M3: 'Rules and the destination as a whole',
  R4: 'Mapping an event',
  D5: 'Delivery',
  C6: "The server's configuration, crosswalk.yaml",
} as const;

/** Every code that Crosswalk gives out, by phase. A code that was released once is never used for anything else. */
export const codes = {
  ...shape,
  ...expression,
  ...rules,
  ...mapping,
  ...delivery,
  ...configuration,
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof codes;
