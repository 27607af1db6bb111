/**
 * The interval of grouping separators, when they are regular: each is a multiple of their greatest common divisor away
 * from the decimal point and none of the multiples is left out; otherwise 0. (XPath F&O 4.7.4.)
 */
export function regularInterval(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const interval = positions.reduce(greatestCommonDivisor);
  const taken = new Set(positions);
  for (let multiple = 1; multiple <= positions.length; multiple++) {
    if (!taken.has(multiple * interval)) return 0;
  }
  return interval;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
