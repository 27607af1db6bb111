import { JsonataError } from '../error.ts';

/** Longer pictures are refused: nobody writes them, and reading one may cost the square of its length. */
const LONGEST_PICTURE = 10_000;
/** Longer ones are read each time, so that what is kept stays small whatever pictures come by. */
const LONGEST_KEPT = 256;
const MOST_KEPT = 256;

/**
 * Gives an analysis of pictures that keeps its last 256 results, by the picture or by a key that says all the analysis
 * depends on. Results are never changed, and say nothing but what picture and key say: sharing them carries nothing from
 * one evaluation to another. Throws D1018 for a picture of more than 10,000 characters.
 */
export function analysed<Analysis, Context extends unknown[]>(
  analyse: (picture: string, ...context: Context) => Analysis,
  keyOf?: (picture: string, ...context: Context) => string,
): (picture: string, ...context: Context) => Analysis {
  const kept = new Map<string, Analysis>();
  return (picture, ...context) => {
    const key = keyOf === undefined ? picture : keyOf(picture, ...context);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (picture.length > LONGEST_PICTURE) {
      throw new JsonataError('D1018', `a picture may have at most 10,000 characters, this one has ${picture.length}`);
    }
    const analysis = analyse(picture, ...context);
    if (key.length <= LONGEST_KEPT) {
      if (kept.size === MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, analysis);
    }
    return analysis;
  };
}
