import type { Files } from '../contract.ts';
import type { Findings } from './source.ts';

/** Characters of one file, and of all files of a mapping. Cases are no part of the program, and don't count. */
const most = { file: 131_072, folder: 1_048_576 } as const;

/** Whether the files of a mapping are small enough to be read in good time; `findings` says which is not (M118). */
export function isReadable(files: Files, folder: string, findings: Findings): boolean {
  let total = 0;
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.cases.yaml')) continue;
    total += text.length;
    const message =
      text.length > most.file
        ? `a file may have ${most.file} characters, this one has ${text.length}`
        : total > most.folder
          ? `the files of a mapping may have ${most.folder} characters together, with this one they have more`
          : undefined;
    if (message === undefined) continue;
    findings.error('M118', message, { file: `${folder}${name}`, start: 0, end: 1 });
    return false;
  }
  return true;
}
