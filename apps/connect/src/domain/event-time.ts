/** Above this a number of seconds would lie past the year 5138: some SDKs sent milliseconds. */
const millisecondsAbove = 1e11;

/** The furthest moment a JavaScript date can hold. */
const latest = 8.64e15;

/**
 * The time of an event in whole milliseconds since 1970, from a `timestamp` in Unix seconds (fraction allowed) or, above
 * 1e11, in milliseconds. `undefined` when no date can hold it.
 */
export function eventTime(timestamp: number): number | undefined {
  const milliseconds = Math.round(timestamp > millisecondsAbove ? timestamp : timestamp * 1000);
  return Math.abs(milliseconds) <= latest ? milliseconds : undefined;
}
