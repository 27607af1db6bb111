import jsonata from 'jsonata';
import type { Contender } from '../contender.ts';
import * as expressions from './expressions.ts';

const identify = jsonata(expressions.identify);
const track = jsonata(expressions.track);

export const reference: Contender = {
  name: 'jsonata 2.2, one expression',
  isAsync: true,
  identify: (event) => identify.evaluate(event),
  track: (event) => track.evaluate(event),
};
