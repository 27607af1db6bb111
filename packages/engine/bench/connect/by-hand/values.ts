import type { Diagnostic } from '@crosswalk/diagnostics';

/** What is left out or refused on the way. */
export class Notes {
  readonly warnings: Diagnostic[] = [];
  readonly errors: Diagnostic[] = [];

  warn(code: string, field: string, message: string): undefined {
    this.warnings.push({ code, severity: 'warning', message, field });
  }

  refuse(code: string, field: string, message: string): undefined {
    this.errors.push({ code, severity: 'error', message, field });
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value unless it is missing, null or blank. */
export function present(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' && value.trim() === '' ? undefined : value;
}

/** A member of what may be no object at all. */
export const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** A text without blanks around it; anything else that is present leaves a warning. */
export function text(value: unknown, field: string, notes: Notes): string | undefined {
  const found = present(value);
  if (found === undefined || typeof found === 'string') return found?.trim();
  return notes.warn('R402', field, 'a text is wanted');
}

/** A field that must be text where it is present. */
export function textField(value: unknown, field: string, notes: Notes): string | undefined {
  const found = present(value);
  if (found === undefined || typeof found === 'string') return found;
  return notes.warn('R402', field, 'a text is wanted');
}

export function requiredId(value: unknown, field: string, notes: Notes): string | number | undefined {
  const found = present(value);
  if (found === undefined) return notes.refuse('R401', field, 'the field is required');
  if (typeof found === 'string' || (typeof found === 'number' && Number.isFinite(found))) return found;
  return notes.refuse('R402', field, 'a text or a number is wanted');
}

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Unix seconds of a time in ISO 8601, which is UTC when it tells no zone. */
function seconds(value: unknown, notes: Notes): number | undefined {
  const found = present(value);
  if (found === undefined) return undefined;
  const parts = typeof found === 'string' ? iso.exec(found) : null;
  if (!parts) return notes.warn('R402', 'timestamp', 'a time in ISO 8601 is wanted');
  return Date.parse(parts[1] && !parts[4] ? `${found}Z` : String(found)) / 1000;
}

export function timestamp(event: Record<string, unknown>, notes: Notes): number | undefined {
  return seconds(event.timestamp, notes) ?? seconds(event.receivedAt, notes);
}

/** The members that are not undefined: a field that is absent is not sent. */
export function compact(body: Record<string, unknown>): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const name in body) if (body[name] !== undefined) sent[name] = body[name];
  return sent;
}
