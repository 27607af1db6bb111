import { quote } from '@crosswalk/jsonata';
import type { Mapping } from '../model/mapping.ts';
import { propertyName, typeOf } from '../schema/type-of.ts';

/**
 * The types of a module that `moduleSource` wrote; they stand by themselves, and a `Destination` fits where they do. Those of
 * a short module (`isBrief`) tell outcomes without words.
 */
export function moduleDeclarations({ name, operations }: Mapping, version: string, isBrief = false): string {
  const table = [...operations.keys()].map((name) => `  readonly ${propertyName(name)}: Operation;`);
  const requests = [...operations.values()].map(
    ({ name, body }) => `  | { readonly operation: ${quote(name)}; readonly body: ${typeOf(body.schema, '    ')} }`,
  );
  return `export declare const name: ${quote(name)};
export declare const version: ${quote(version)};
/** Keys that an event's \`integrations\` may use for this destination. */
export declare const names: readonly string[];
export declare const operations: {
${table.join('\n')}
};

/** A request's body, which fits the schema of its operation. */
export type Request =
${requests.join('\n')};
${isBrief ? contract.replace(outcome, briefOutcome) : contract}`;
}

const outcome = `export type Outcome =
  | {
      readonly status: 'mapped';
      readonly rule: string;
      readonly requests: readonly Request[];
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly status: 'skipped'; readonly reason: string; readonly rule?: string }
  | { readonly status: 'rejected'; readonly errors: readonly Diagnostic[]; readonly rule?: string };
`;

const briefOutcome = `export type Outcome =
  | {
      readonly status: 'mapped';
      readonly rule: string;
      readonly requests: readonly Request[];
      readonly warnings: readonly Note[];
    }
  | { readonly status: 'skipped'; readonly rule?: string }
  | { readonly status: 'rejected'; readonly errors: readonly Note[]; readonly rule?: string };

/** What went wrong, by its code and the field where it did. */
export interface Note {
  readonly code: string;
  readonly field?: string;
}
`;

/** What all modules have in common; packages/engine/src/contract.ts tells more. */
const contract = `
/** What becomes of an event. Never throws, never changes the event. \`now\`: milliseconds since 1970. */
export declare function map(event: unknown, context: { readonly settings: Settings; readonly now: number }): Outcome;

/** Settings with their defaults, or what is wrong with them. */
export declare function settings(given: unknown): {
  settings: Settings;
  diagnostics: readonly Diagnostic[];
};

/** The HTTP request of one body, or of many when the operation has a batch. */
export declare function pack(
  operation: string,
  bodies: readonly object[],
  context: { readonly settings: Settings; readonly deliveryId: string },
): HttpRequest;

/** What an answer of the destination means for the calls that were sent. */
export declare function judge(answer: Answer): 'done' | 'retry' | 'split' | 'hold' | 'dead';

export type Settings = Readonly<Record<string, unknown>>;

${outcome}
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence; it holds no values of people. */
  readonly message: string;
  /** The field of the request, as a dotted path. */
  readonly field?: string;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  /** Absent when the operation has no batch. */
  readonly batch?: { readonly method: string; readonly path: string };
  /** Bodies in one request; 1 without a batch. */
  readonly most: number;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back: a status, or none and why (\`timeout\`, \`reset\`, \`unresolved\` ...). */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly error?: string;
}
`;
