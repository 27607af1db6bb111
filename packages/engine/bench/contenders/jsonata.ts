import jsonata from 'jsonata';
import type { Contender } from '../contender.ts';
import * as expressions from './expressions.ts';

const identify = jsonata(expressions.identify);
const track = jsonata(expressions.track);

const oneExpression: Contender = {
  name: 'jsonata, one expression',
  isAsync: true,
  identify: (event) => identify.evaluate(event),
  track: (event) => track.evaluate(event),
};

/** Each field evaluated by itself, as mapping tools do that keep an expression a field. */
function eachField(fields: Readonly<Record<string, string>>): (event: object) => Promise<object> {
  const parsed = Object.entries(fields).map(([name, text]) => [name, jsonata(text)] as const);
  return async (event) => {
    const body: Record<string, unknown> = {};
    for (const [name, expression] of parsed) body[name] = await expression.evaluate(event);
    return body;
  };
}

const anExpressionAField: Contender = {
  name: 'jsonata, an expression a field',
  isAsync: true,
  identify: eachField(expressions.identifyFields),
  track: eachField(expressions.trackFields),
};

export const contenders: readonly Contender[] = [oneExpression, anExpressionAField];
