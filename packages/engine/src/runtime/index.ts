export { misfit, missing, refused } from './fields.ts';
export { codePoints, present } from './kinds.ts';
export { mapped, noRule, notAnEvent, rejected, skipped, thrown } from './outcome.ts';
export { failed, Run } from './run.ts';
