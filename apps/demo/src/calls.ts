import { readFileSync } from 'node:fs';

/** A call as Segment's documentation page shows it, for the SDK. */
export type SeedCall =
  | { readonly type: 'identify'; readonly userId: string; readonly traits: object; readonly context: object }
  | { readonly type: 'alias'; readonly userId: string; readonly previousId: string }
  | { readonly type: 'track'; readonly userId: string; readonly event: string; readonly properties: object };

/** The calls of calls.ndjson, which `crosswalk map` reads as well. */
export function seedCalls(file: URL): SeedCall[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as SeedCall);
}
