/**
 * A bound that grows with the length n of a text: `factor` times (n + 1) to the power of `degree`. Infinite when it may
 * grow exponentially.
 */
export interface Growth {
  readonly factor: number;
  readonly degree: number;
}

export const ONE: Growth = { factor: 1, degree: 0 };
export const NOTHING: Growth = { factor: 0, degree: 0 };
export const LINEAR: Growth = { factor: 1, degree: 1 };
export const BOUNDLESS: Growth = { factor: Number.POSITIVE_INFINITY, degree: 0 };

/** Beyond this degree nothing but the shortest texts could be matched, so finer distinctions have no use. */
const GREATEST_DEGREE = 8;

export function constant(factor: number): Growth {
  return { factor, degree: 0 };
}

export function sum(...parts: readonly Growth[]): Growth {
  let factor = 0;
  let degree = 0;
  for (const part of parts) {
    factor += part.factor;
    if (part.factor > 0) degree = Math.max(degree, part.degree);
  }
  return { factor, degree };
}

export function product(...parts: readonly Growth[]): Growth {
  let factor = 1;
  let degree = 0;
  for (const part of parts) {
    // Nothing times anything is nothing, also times the boundless.
    if (part.factor === 0) return NOTHING;
    factor *= part.factor;
    degree += part.degree;
  }
  return degree > GREATEST_DEGREE ? BOUNDLESS : { factor, degree };
}

export function power(base: Growth, exponent: number): Growth {
  return base.factor <= 1 && base.degree === 0
    ? base
    : base.degree * exponent > GREATEST_DEGREE
      ? BOUNDLESS
      : { factor: base.factor ** exponent, degree: base.degree * exponent };
}

/** The greater one, for every length. */
export function greater(one: Growth, other: Growth): Growth {
  return { factor: Math.max(one.factor, other.factor), degree: Math.max(one.degree, other.degree) };
}

/** Of two bounds the one that grows less. */
export function lesser(one: Growth, other: Growth): Growth {
  if (one.degree !== other.degree && Number.isFinite(one.factor + other.factor))
    return one.degree < other.degree ? one : other;
  return one.factor <= other.factor ? one : other;
}

export function isAtMostOne({ factor, degree }: Growth): boolean {
  return factor <= 1 && degree === 0;
}

export function growthAt({ factor, degree }: Growth, length: number): number {
  return factor * (length + 1) ** degree;
}
