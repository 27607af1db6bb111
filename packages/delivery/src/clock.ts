/** Time as it is told to delivery, so that tests can tell another one. All in milliseconds. */
export interface Clock {
  /** Only ever grows; for waiting. */
  monotonic(): number;
  /** Since 1970; may jump when somebody sets the machine's clock. */
  wall(): number;
  /** Runs something once, later; the answer takes it back. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
