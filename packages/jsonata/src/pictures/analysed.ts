import { JsonataError } from '../error.ts';

/** Longer pictures are refused: nobody writes them, and reading one may cost the square of its length. */
const LONGEST_PICTURE = 10_000;
/** Longer pictures are read each time, so that what is kept stays small whatever pictures come by. */
const LONGEST_KEPT = 256;
const MOST_KEPT = 256;

/**
 * Gives an analysis of pictures that keeps the last 256 results. An analysis is never changed after it was made, and says
 * nothing but what its picture says, so that sharing it carries nothing from one evaluation to another.
 * Throws D1018 for a picture of more than 10,000 characters.
 */
export function analysed<Analysis>(analyse: (picture: string) => Analysis): (picture: string) => Analysis {
  const kept = new Map<string, Analysis>();
  return (picture) => {
    const known = kept.get(picture);
    if (known !== undefined) return known;
    if (picture.length > LONGEST_PICTURE) {
      throw new JsonataError('D1018', `a picture may have at most 10,000 characters, this one has ${picture.length}`);
    }
    const analysis = analyse(picture);
    if (picture.length <= LONGEST_KEPT) {
      if (kept.size === MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(picture, analysis);
    }
    return analysis;
  };
}
