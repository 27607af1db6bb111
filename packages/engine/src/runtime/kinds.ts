/** The kind of a value, and its size where that helps, in words that hold nothing of the value itself. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `a text of ${value.length} character${value.length === 1 ? '' : 's'}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return typeof value === 'boolean' ? 'true or false' : `a ${typeof value}`;
}

/** The value when it is present: not missing, not null, not blank text. */
export function present(value: unknown): unknown {
  if (value === null) return undefined;
  return typeof value === 'string' && isBlank(value) ? undefined : value;
}

export function isBlank(text: string): boolean {
  return !isSolid(text) && text.trim() === '';
}

/** Whether it begins with a character that is surely no blank, as most texts do; the others must be looked through. */
export function isSolid(text: string): boolean {
  const first = text.charCodeAt(0);
  return first > 32 && first < 128;
}

/** Length as JSON Schema counts it: in code points, which only matters where the text is near the limit. */
export function codePoints(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      length--;
      at++;
    }
  }
  return length;
}
