/** A body as JSON, whatever its content type says; nothing when it is none. */
export function parseBody(bytes: Uint8Array): { readonly value: unknown } | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown };
  } catch {
    return undefined;
  }
}
