import { isDeepStrictEqual } from 'node:util';
import type { Contender } from '../contender.ts';
import { loadContenders } from '../contenders/index.ts';
import { identifies, tracks } from '../events.ts';
import { type Figure, measure, type Subject } from '../measure.ts';
import { perSecond, type Section, times } from '../report/section.ts';

export interface MappingFigures {
  readonly identify: readonly Figure[];
  readonly track: readonly Figure[];
}

type Pick<E> = (contender: Contender) => (event: E) => unknown;

/** The same two bodies, made by everybody. */
export async function mappingSection(rounds: number): Promise<{ section: Section; figures: MappingFigures }> {
  const { contenders, skipped } = await loadContenders();
  const run = async <E>(events: readonly E[], pick: Pick<E>) => {
    await checkEqual(contenders, events, pick);
    const subjects = contenders.map((one): Subject<E> => ({ name: one.name, run: pick(one), isAsync: one.isAsync }));
    return measure(subjects, events, rounds);
  };
  const identify = await run(identifies, (contender) => contender.identify);
  const track = await run(tracks, (contender) => contender.track);
  const section: Section = {
    title: 'One identify and one track as a request',
    about:
      'A name split in two, a token by the type of device, the other traits; 64 events of each kind. "by" is the time as a multiple of hand-written code.',
    head: ['', 'identify/s', 'by', 'track/s', 'by'],
    rows: contenders.map(({ name }, index) => [
      name,
      ...[identify[index]!, track[index]!].flatMap(({ nanoseconds, ratio }) => [perSecond(nanoseconds), times(ratio)]),
    ]),
    notes: [
      'mapping-kit without Liquid cannot split a name, so it gives another body and does not stand here.',
      ...skipped.map((one) => `Left out: ${one}`),
    ],
  };
  return { section, figures: { identify, track } };
}

/** Every contender must give the same bodies as the hand-written code, as JSON, before anything is measured. */
async function checkEqual<E>(contenders: readonly Contender[], events: readonly E[], pick: Pick<E>): Promise<void> {
  for (const event of events) {
    const before = JSON.stringify(event);
    const expected = asJson(await pick(contenders[0]!)(event));
    for (const contender of contenders) {
      const result = await pick(contender)(event);
      const body = asJson(contender.body ? contender.body(result as never) : result);
      if (!isDeepStrictEqual(body, expected)) {
        const [gives, wants] = [body, expected].map((one) => JSON.stringify(one));
        throw new Error(`${contender.name} gives ${gives}\nand hand-written code gives ${wants}`);
      }
      if (JSON.stringify(event) !== before) throw new Error(`${contender.name} changes the event`);
    }
  }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
