import { readFileSync } from 'node:fs';
import { render } from '@crosswalk/diagnostics';
import { compile, type Outcome } from '@crosswalk/engine';
import { compile as compileExpression } from '@crosswalk/jsonata';
import type { Contender } from '../contender.ts';
import * as expressions from './expressions.ts';

const identify = compileExpression(expressions.identify);
const track = compileExpression(expressions.track);

/** The same two expressions that the reference evaluates. */
export const expression: Contender = {
  name: 'crosswalk, one expression',
  identify: (event) => identify.evaluate(event),
  track: (event) => track.evaluate(event),
};

const names = ['destination.yaml', 'identify.yaml', 'track.yaml', 'user.schema.json', 'event.schema.json'];
const files = Object.fromEntries(
  names.map((name) => [name, readFileSync(new URL(`../mapping/${name}`, import.meta.url), 'utf8')]),
);
const { destination, diagnostics } = compile(files);
if (!destination) throw new Error(render(diagnostics, { sources: files }));
const context = { settings: {}, now: 0 };

/** The whole of `map`: rules, presence, schemas, Outcome. */
export const map: Contender = {
  name: 'crosswalk, map with its Outcome',
  identify: (event) => destination.map(event, context),
  track: (event) => destination.map(event, context),
  body: (outcome: Extract<Outcome, { status: 'mapped' }>) => outcome.requests[0]?.body,
};
