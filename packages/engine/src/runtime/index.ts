export { Recorder } from '../explain/recorder.ts';
export { judge as judgeBy, usualVerdict } from '../transport/judge.ts';
export { pack as packBodies } from '../transport/pack.ts';
export { misfit, missing, refused } from './fields.ts';
export { codePoints, isSolid, present } from './kinds.ts';
export { noRule, notAnEvent, noWarnings, rejected, skipped, thrown } from './outcome.ts';
export { failed, Run } from './run.ts';
export { sameJson } from './same-json.ts';
export { complete as completeSettings } from './settings.ts';
