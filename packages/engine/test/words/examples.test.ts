import { compile } from '@crosswalk/jsonata';
import { expect, test } from 'vitest';
import { words } from '../../src/words/index.ts';
import { callWith, listening } from './listening.ts';

const functions = Object.fromEntries(
  words.map(({ name }) => [name, (...args: unknown[]) => callWith(listening(), name, ...args)]),
);
const examples = words.flatMap((word) =>
  word.examples.map(({ expression, event, gives }) => ({ expression, event, gives })),
);

test.each(examples)('$expression of $event is $gives', ({ expression, event, gives }) => {
  expect(compile(expression, { functions }).evaluate(event)).toEqual(gives);
});
