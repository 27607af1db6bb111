import { JsonTemplateEngine, PathType } from '@rudderstack/json-template-engine';
import type { Contender } from '../contender.ts';
import * as templates from './templates.ts';

function contender(name: string, defaultPathType: PathType): Contender {
  const options = { defaultPathType };
  const identify = JsonTemplateEngine.createAsSync(templates.identify, options);
  const track = JsonTemplateEngine.createAsSync(templates.track, options);
  return { name, identify: (event) => identify.evaluate(event), track: (event) => track.evaluate(event) };
}

export const contenders: readonly Contender[] = [
  contender('json-template-engine, simple paths', PathType.SIMPLE),
  contender('json-template-engine, rich paths', PathType.RICH),
];
