/**
 * Rounds to a number of decimal places, halves to the even neighbour, as $round does. The point is shifted in the
 * number's text: to multiply by a power of ten would add errors of its own.
 */
export function roundHalfEven(value: number, places = 0): number {
  if (Number.isInteger(value) && places >= 0 && Math.abs(value) < 1e15) return value + 0;
  const shifted = places === 0 ? value : shiftPoint(value, places);
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = places === 0 ? rounded : shiftPoint(rounded, -places);
  // JSON has no -0.
  return result + 0;
}

function shiftPoint(value: number, places: number): number {
  const [digits, exponent = '0'] = value.toString().split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
