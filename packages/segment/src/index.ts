export { type RequestBody, readBody } from './body.ts';
export {
  type AliasCall,
  type Call,
  type CallType,
  type CommonFields,
  callTypes,
  type GroupCall,
  type Id,
  type IdentifyCall,
  isObject,
  type JsonObject,
  type OtherCall,
  type PageCall,
  type ScreenCall,
  type TrackCall,
} from './call.ts';
export { type IngestCode, type IngestFailure, ingestCodes, ingestFailure } from './failure.ts';
export { limits } from './limits.ts';
export {
  type BatchFields,
  messageIdOf,
  type NormaliseContext,
  type Normalised,
  normalise,
  refusals,
} from './normalise.ts';
export {
  bundlePath,
  callPaths,
  figuresPath,
  keylessSettingsPaths,
  type PathKind,
  pagePluginPath,
  pathKinds,
  pixelPaths,
  scriptPaths,
  settingsPaths,
} from './paths.ts';
export { filteredCode, type Mapper, route, type Skipped, switchedOffBy } from './route.ts';
export { isSurelyWithin } from './size.ts';
