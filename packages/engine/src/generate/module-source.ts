import { quote } from '@crosswalk/jsonata';
import type { Operation } from '../contract.ts';
import { type TraceTexts, traceTexts } from '../explain/texts.ts';
import type { Mapping } from '../model/mapping.ts';
import { standaloneValidators } from '../schema/standalone.ts';
import { literal } from './fit.ts';
import { engineImports, writeModule } from './module.ts';

/** What a module uses of `@crosswalk/engine/runtime` besides what its rules say. */
const moduleImports = ['codePoints', 'completeSettings', 'judgeBy', 'packBodies', 'sameJson', 'usualVerdict'] as const;

/**
 * A mapping as an ES module: no parser, no YAML, no code from strings. Its exports are those of a `Destination` that an app
 * needs to map and to deliver (see `moduleDeclarations`), each of them standing by itself: a bundler leaves out what an app
 * does not use. It imports the two runtimes and nothing else. With `trace` it also exports `explain`.
 */
export function moduleSource(
  mapping: Mapping,
  version: string,
  operations: Readonly<Record<string, Operation>>,
  trace = false,
): string {
  const { imports, body, validators, expressions } = writeModule(mapping, trace);
  const ownImports = [...new Set([...engineImports, ...moduleImports, ...(trace ? ['Recorder'] : [])])].sort();
  return [
    `import { ${imports.map((name) => `${name} as $${name}`).join(', ')} } from '@crosswalk/jsonata/runtime';`,
    `import { ${ownImports.join(', ')} } from '@crosswalk/engine/runtime';`,
    "import * as words from '@crosswalk/engine/runtime/words';",
    `const validators = ${validators.length === 0 ? '[]' : standaloneValidators(validators)};`,
    body,
    ...(trace ? traced(traceTexts(mapping, expressions)) : ['export { map };']),
    `export const name = ${quote(mapping.name)};`,
    `export const version = ${quote(version)};`,
    `export const names = ${literal(mapping.names)};`,
    `export const operations = ${literal(operations)};`,
    `const settingsCheck = ${standaloneValidators([mapping.settings.schema], { defaults: true })};`,
    'export function settings(given) { return completeSettings(settingsCheck[0], given); }',
    'export function pack(operation, bodies, context) {',
    'return packBodies({ name, operations, endpoint, headers, wrap }, operation, bodies, context); }',
    `export function judge(answer) { return ${mapping.answers.length === 0 ? 'usualVerdict(answer)' : 'judgeBy(ownVerdict, answer)'}; }`,
    '',
  ].join('\n');
}

/** Code that is traced cannot run without being heard. */
const traced = (texts: TraceTexts) => [
  `const texts = ${literal(texts)};`,
  'export function explain(event, context) {',
  'const recorder = new Recorder(texts); return recorder.finish(map(event, context, recorder)); }',
  'function explained(event, context) { return explain(event, context).outcome; }',
  'export { explained as map };',
];
