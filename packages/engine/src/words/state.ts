/** What a word may use of the evaluation that calls it. */
export interface WordState {
  /** Takes steps from the budget of the event; throws when it is used up. To be called per loop turn. */
  spend(steps: number): void;
  /** Leaves a warning in the outcome, at the field that is being made. The message holds no values. */
  warn(code: 'R402' | 'R407', message: string): void;
}
