import { WorkflowEngineFactory } from '@rudderstack/workflow-engine';
import type { Contender } from '../contender.ts';
import * as expressions from './expressions.ts';
import * as templates from './templates.ts';

/** An expression as the one step of a workflow. */
async function workflow(name: string, templateType: string, expression: string) {
  const step = expression.replace(/^/gm, '      ');
  const yaml = `name: ${name}\ntemplateType: ${templateType}\nsteps:\n  - name: body\n    template: |\n${step}\n`;
  const engine = await WorkflowEngineFactory.createFromYaml(yaml, { rootPath: import.meta.dirname });
  return async (event: object) => (await engine.execute(event)).output;
}

async function contender(name: string, type: string, texts: { identify: string; track: string }): Promise<Contender> {
  const identify = await workflow('identify', type, texts.identify);
  const track = await workflow('track', type, texts.track);
  return { name, isAsync: true, identify, track };
}

export const contenders: readonly Contender[] = [
  await contender('workflow-engine, jsontemplate', 'jsontemplate', templates),
  await contender('workflow-engine, jsonata', 'jsonata', expressions),
];
