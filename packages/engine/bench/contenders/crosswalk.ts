import type { Outcome } from '@crosswalk/engine';
import { compile } from '@crosswalk/jsonata';
import { compiledModule } from '../compiled-module.ts';
import type { Contender } from '../contender.ts';
import { benchFolder, loadMapping } from '../read-mapping.ts';
import * as expressions from './expressions.ts';

const identify = compile(expressions.identify);
const track = compile(expressions.track);
const destination = loadMapping(benchFolder);
const module = await compiledModule(destination);
const context = { settings: {}, now: 0 };
const body = (outcome: Extract<Outcome, { status: 'mapped' }>) => outcome.requests[0]?.body;

export const contenders: readonly Contender[] = [
  {
    // The very expressions that the reference evaluates.
    name: 'crosswalk, one expression',
    identify: (event) => identify.evaluate(event),
    track: (event) => track.evaluate(event),
  },
  {
    // Rules, presence, schemas and the Outcome with it.
    name: 'crosswalk, map with its Outcome',
    identify: (event) => destination.map(event, context),
    track: (event) => destination.map(event, context),
    body,
  },
  {
    name: 'crosswalk, the same compiled ahead of time',
    identify: (event) => module.map(event, context),
    track: (event) => module.map(event, context),
    body,
  },
];
