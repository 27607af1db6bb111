export { compile } from './compile.ts';
export type * from './contract.ts';
export { default as mappingSchema } from './format/mapping.schema.json' with { type: 'json' };
export { words } from './words/index.ts';
export type { Word } from './words/word.ts';
