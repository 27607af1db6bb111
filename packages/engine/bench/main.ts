import { parseArgs } from 'node:util';
import { writePage } from './report/page.ts';
import { asText, type Section } from './report/section.ts';
import { connectSection } from './sections/connect.ts';
import { heapSection } from './sections/heap.ts';
import { loadingSection } from './sections/loading.ts';
import { mappingSection } from './sections/mapping.ts';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '51' } },
});
const rounds = Number(values.rounds);

const sections: Section[] = [];
const shown = (section: Section) => {
  console.log(asText(section));
  sections.push(section);
};

console.log(
  `Node ${process.versions.node}, medians of ${rounds} rounds in which everybody takes turns, outputs checked equal first\n`,
);
const { section, figures } = await mappingSection(rounds);
shown(section);
shown(await connectSection(rounds));
shown(loadingSection(9));
shown(heapSection());
if (values.write) writePage(sections, figures, rounds);
