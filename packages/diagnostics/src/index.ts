export { type Code, type CodeEntry, codes, phases } from './codes.ts';
export { type Diagnostic, hasErrors, type Label, type Severity } from './diagnostic.ts';
export { type JsonDiagnostic, toJson } from './json.ts';
export { type Position, positionAt, positionsIn } from './position.ts';
export { type RenderOptions, render } from './render.ts';
export { suggest } from './suggest.ts';
