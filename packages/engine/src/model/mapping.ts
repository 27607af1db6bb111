import type { Ast } from '@crosswalk/jsonata';
import type { Verdict } from '../contract.ts';
import type { ExpressionSource } from '../reading/expression-source.ts';
import type { Place } from '../reading/source.ts';
import type { BodySchema } from '../schema/body-schema.ts';
import type { SettingsSchema } from '../schema/settings-schema.ts';

/** A mapping as it was read: everything in it is well-formed, every expression parsed. What the generator works from. */
export interface Mapping {
  readonly name: string;
  readonly names: readonly string[];
  readonly settings: SettingsSchema;
  readonly endpoint: Expression;
  readonly headers: readonly { readonly name: string; readonly value: Expression }[];
  readonly operations: ReadonlyMap<string, OperationModel>;
  readonly rules: readonly Rule[];
  readonly functions: readonly FunctionModel[];
  readonly answers: readonly { readonly when: Expression; readonly verdict: Verdict }[];
}

/** An expression and where it stands. */
export interface Expression {
  readonly source: ExpressionSource;
  readonly ast: Ast;
}

export interface OperationModel {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly batch?: { readonly method: string; readonly path: string };
  readonly most: number;
  readonly wrap?: Expression;
  readonly body: BodySchema;
}

export interface Rule {
  readonly name: string;
  readonly summary: string;
  readonly file: string;
  readonly place: Place;
  readonly when: Expression;
  readonly lets: readonly { readonly name: string; readonly value: Expression }[];
  /** Without `when` the rule always skips. */
  readonly skip?: { readonly when?: Expression; readonly reason: string };
  readonly sends: readonly Send[];
}

export interface Send {
  readonly operation: OperationModel;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  /** Names from the body's root. */
  readonly path: readonly string[];
  readonly place: Place;
  readonly value: Value;
  /** What cannot do without it: the event is rejected, or the object around it is left out. */
  readonly neededBy: 'event' | 'parent' | undefined;
  readonly demands: readonly Demand[];
}

/** Where a field's value comes from. */
export type Value =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'constant'; readonly constant: unknown; readonly place: Place }
  | { readonly kind: 'list'; readonly expression: Expression }
  | { readonly kind: 'clearing'; readonly expression: Expression }
  | { readonly kind: 'first'; readonly alternatives: readonly Value[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] };

export interface Demand {
  readonly expression: Expression;
  /** True when the expression is a function to call with the value; false when it reads `$value`. */
  readonly isFunction: boolean;
  readonly otherwise: 'drop' | 'reject';
}

export interface FunctionModel {
  /** Without the `$`. */
  readonly name: string;
  readonly file: string;
  readonly expression: Expression;
  /** The leading comment: what the function gives. */
  readonly documentation: string;
  readonly parameters: readonly string[];
}
