import { codes } from '@crosswalk/diagnostics';
import type { Check } from '../check.ts';
import { importArrows } from './arrows.ts';
import { changesets } from './changesets.ts';
import { circles } from './circles.ts';
import { codesInUse } from './codes.ts';
import { declaredDependencies, pinnedDependencies } from './dependencies.ts';
import { finished } from './finished.ts';
import { links } from './links.ts';
import { manifests } from './manifests.ts';
import { tellingNames } from './names.ts';
import { purity } from './purity.ts';
import { fileLength } from './size.ts';
import { topLevel } from './top-level.ts';
import { noTraces } from './traces.ts';

/** All checks of structure. The generated pages have one of their own, since making them needs the engine to run. */
export const checks: readonly Check[] = [
  topLevel,
  manifests,
  importArrows,
  circles,
  purity,
  pinnedDependencies,
  declaredDependencies,
  codesInUse(codes),
  fileLength(),
  tellingNames,
  finished,
  noTraces,
  links,
  changesets,
];
