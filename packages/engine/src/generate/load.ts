import * as jsonataRuntime from '@crosswalk/jsonata/runtime';
import type { MapContext, Outcome } from '../contract.ts';
import { type TraceTexts, traceTexts } from '../explain/texts.ts';
import type { Mapping } from '../model/mapping.ts';
import * as engineRuntime from '../runtime/index.ts';
import type { Tracer } from '../runtime/run.ts';
import * as words from '../runtime/words.ts';
import { compileSchema } from '../schema/validator.ts';
import type { OwnVerdict } from '../transport/judge.ts';
import type { Transport } from '../transport/pack.ts';
import { engineImports, type ModuleText, writeModule } from './module.ts';

/** The functions of a generated module. */
export interface Program extends Omit<Transport, 'name' | 'operations'> {
  map(event: unknown, context: MapContext, tracer?: Tracer): Outcome;
  readonly ownVerdict: OwnVerdict;
}

export interface Traced extends Program {
  readonly texts: TraceTexts;
}

/** Loads a mapping as code. Throws an EvalError where the host forbids code from strings. */
export function load(mapping: Mapping): Program {
  return run(writeModule(mapping));
}

/** The same with a tracer told of every step; made when somebody first asks for an explanation. */
export function loadTraced(mapping: Mapping): Traced {
  const text = writeModule(mapping, true);
  return { ...run(text), texts: traceTexts(mapping, text.expressions) };
}

let loads = 0;

/** The one place where generated text becomes code; everything in it was written by the generator, which quotes every literal. */
function run(text: ModuleText): Program {
  const validators = text.validators.map((schema) => compileSchema(schema));
  const source = [
    // JavaScript engines keep code by its text, and code that several modules share is slower than that of one.
    `'use strict'; // ${++loads}`,
    `const { ${text.imports.map((name) => `${name}: $${name}`).join(', ')} } = jsonata;`,
    `const { ${engineImports.join(', ')} } = engine;`,
    // Constants of the module itself, and their members, are what its code is compiled with; what comes in could change.
    'const words = { ...allWords };',
    text.body,
    'return { map, endpoint, headers, wrap, ownVerdict };',
  ].join('\n');
  const make = new Function('jsonata', 'engine', 'allWords', 'validators', source);
  return make(jsonataRuntime, engineRuntime, words, validators) as Program;
}
