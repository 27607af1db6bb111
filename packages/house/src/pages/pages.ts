import { codes } from '@crosswalk/diagnostics';
import { words } from '@crosswalk/engine';
import { openApi } from '@crosswalk/segment/open-api';
import { errorsPage } from './errors.ts';
import { functionsPage } from './functions.ts';
import { jsonataFunctions } from './jsonata-functions.ts';

/** Every generated page, by its path from the top. */
export const pages: Readonly<Record<string, string>> = {
  'docs/errors.md': errorsPage(codes),
  'docs/functions.md': functionsPage(words, jsonataFunctions),
  'docs/openapi.json': `${JSON.stringify(openApi(), null, 2)}\n`,
};
