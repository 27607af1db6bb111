import { type Check, finding } from '../check.ts';
import { lineAt } from '../syntax.ts';

interface Trace {
  readonly pattern: RegExp;
  readonly says: string;
}

// Written so that this file itself holds none of them.
const traces: readonly Trace[] = [
  {
    pattern: /(?<![\w.~-])\/(?:work|root)\/|(?<![\w.~-])\/home\/[a-z]\w*\/\w|\/Users\/\w+\/|\b[A-Z]:\\{1,2}Users\\/,
    says: 'holds a path of one machine. Build it from import.meta.url, os.tmpdir() or an argument.',
  },
  {
    pattern: /\bregistry\.(?:npmjs|yarnpkg)\.|\bnpm\.pkg\.github|\/-\/[\w.-]+\.tgz\b/,
    says: "holds a registry's address. Name the package and its version; each machine knows its registry.",
  },
  {
    pattern: /\.\.\/shared\//,
    says: 'leans on a folder outside of the repository, which a clone does not have. Carry the facts over into a fixture.',
  },
];

export const noTraces: Check = {
  holds: 'no file knows the machine it was written on',
  *find(repository) {
    for (const path of repository.paths) {
      const text = repository.read(path);
      for (const { pattern, says } of traces) {
        const at = text.search(pattern);
        if (at !== -1) yield finding(path, says, lineAt(text, at));
      }
    }
  },
};
