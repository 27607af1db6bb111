import type { MapContext, Note, Settings } from '../contract.ts';

/*
 * The one event that a page maps at a time. It is kept here and not handed from function to function, as a page maps one call
 * after the other and every mention costs bytes.
 */

export let event: unknown;
export let settings: Settings = {};
export let now = 0;
/** The field that is being made, and whether it is required. */
let field: string | undefined;
let isRequired: unknown;
let warnings: Note[] = [];
let errors: Note[] = [];

/** An event's turn begins. */
export function begin(root: unknown, context: MapContext): void {
  event = root;
  ({ settings, now } = context);
  field = undefined;
  warnings = [];
  errors = [];
}

/** A request's turn begins: its endpoint and its headers see settings alone. */
export function beginRequest(given: Settings): void {
  settings = given;
}

export function beginField(name: string, required: unknown): void {
  field = name;
  isRequired = required;
}

export const noted = () => ({ warnings, errors });

/** Says what went wrong at the field, once; gives nothing, which is what the field then has. */
export function note(code: string, list = warnings): undefined {
  if (!at(list).some((one) => one.code === code)) list.push({ code, ...(field !== undefined && { field }) });
}

/** As `note`, for what leaves a field without its value: where the field is required, the event is rejected. */
export const refuse = (code: string, rejects: unknown = isRequired) => note(code, rejects ? errors : warnings);

/** A required field is absent: that rejects the event, and so does what made it absent. */
export function missing(): void {
  if (at(errors).length > 0) return;
  const reasons = at(warnings);
  errors.push(...reasons);
  if (reasons.length === 0) note('R401', errors);
}

/** Ends the expression: what it costs is its field. */
export function fail(code = 'T0410'): never {
  throw { code };
}

const at = (list: readonly Note[]) => list.filter((one) => one.field === field);
