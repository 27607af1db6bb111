/** A transparent picture of one point: what an e-mail gets for its call, whatever became of it. */
export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Deeper than any call may be; a name with more dots is left whole. */
const mostDots = 32;

/**
 * The call in the address of a picture, as the bytes of its JSON: `data` holds it in base64 (of either alphabet), or each
 * parameter is a field, with dots for what lies inside (`properties.subject=...`). Bytes that are no JSON are passed on, to
 * be refused where all are.
 */
export function pixelBody(query: string): Buffer {
  const parameters = new URLSearchParams(query);
  const data = parameters.get('data');
  // A `+` of base64 that nobody escaped has become a blank.
  if (data !== null) return Buffer.from(data.replaceAll(' ', '+'), 'base64');
  const call: Fields = Object.create(null) as Fields;
  for (const [name, value] of parameters) setAt(call, name, value);
  return Buffer.from(JSON.stringify(call));
}

interface Fields {
  [name: string]: string | Fields;
}

/** Of a field that is both text and object, the first one stays. */
function setAt(call: Fields, name: string, value: string): void {
  const parts = name.split('.');
  const path = parts.length > mostDots ? [name] : parts;
  let inner = call;
  for (const part of path.slice(0, -1)) {
    // Without a prototype, __proto__ is a name like any other.
    inner[part] ??= Object.create(null) as Fields;
    const next = inner[part];
    if (typeof next === 'string') return;
    inner = next;
  }
  inner[path.at(-1)!] ??= value;
}
