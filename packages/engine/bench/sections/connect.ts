import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '@crosswalk/engine';
import { compiledModule } from '../compiled-module.ts';
import { mapByHand } from '../connect/by-hand/map.ts';
import { mixed, recorded, uniform } from '../connect/events.ts';
import { type Figure, measure, type Subject } from '../measure.ts';
import { connectFolder, loadMapping } from '../read-mapping.ts';
import { perSecond, type Section, times } from '../report/section.ts';

/** The shipped mapping, whole, on events as they come. */
export async function connectSection(rounds: number): Promise<Section> {
  const destination = loadMapping(connectFolder);
  const module = await compiledModule(destination);
  const { settings } = destination.settings({});
  const context = { settings, now: 0 };
  const subjects: readonly Subject<object>[] = [
    { name: 'hand-written, a regular expression a key', run: (event) => mapByHand(event, context) },
    { name: 'crosswalk, mappings/connect', run: (event) => destination.map(event, context) },
    { name: 'crosswalk, the same compiled ahead of time', run: (event) => module.map(event, context) },
  ];
  const columns: Figure[][] = [];
  for (const events of [recorded, mixed, uniform]) {
    for (const event of events) checkEqual(subjects, event);
    columns.push(await measure(subjects, events, rounds));
  }
  return {
    title: 'The shipped Connect mapping',
    about: `Whole, with traits in any spelling, checks, warnings and the Outcome: ${recorded.length} calls that real clients sent, 64 identifies of eight trait shapes, 64 of one shape. Against straightforward hand-written code that normalises each key with a regular expression.`,
    head: ['', 'recorded/s', 'by', 'eight shapes/s', 'by', 'one shape/s', 'by'],
    rows: subjects.map(({ name }, index) => [
      name,
      ...columns.flatMap((figures) => [perSecond(figures[index]!.nanoseconds), times(figures[index]!.ratio)]),
    ]),
  };
}

/** All give the same outcome; warnings and errors by their codes and fields, as their wording is free. */
function checkEqual(subjects: readonly Subject<object>[], event: object): void {
  const [expected, ...others] = subjects.map(({ run }) => comparable(run(event) as Outcome));
  others.forEach((outcome, index) => {
    if (isDeepStrictEqual(outcome, expected)) return;
    const [gives, wants] = [outcome, expected].map((one) => JSON.stringify(one));
    throw new Error(`${subjects[index + 1]!.name} gives ${gives}\nand ${subjects[0]!.name} gives ${wants}`);
  });
}

function comparable(outcome: Outcome): unknown {
  const brief = (list: readonly { code: string; field?: string }[]) =>
    list.map(({ code, field }) => `${code} ${field}`).sort();
  if (outcome.status === 'skipped') return outcome;
  return outcome.status === 'mapped'
    ? { ...outcome, warnings: brief(outcome.warnings) }
    : { ...outcome, errors: brief(outcome.errors) };
}
