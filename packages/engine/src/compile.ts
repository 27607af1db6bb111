import { type Diagnostic, hasErrors } from '@crosswalk/diagnostics';
import type { Compiled, CompileOptions, Files } from './contract.ts';
import { destinationOf } from './destination.ts';
import { load } from './generate/load.ts';
import { readMapping } from './parsing/destination.ts';
import { checkReachability } from './parsing/reachability.ts';
import { Findings } from './reading/source.ts';
import { versionOf } from './version.ts';

/**
 * Turns the files of a mapping into a destination. Never throws on account of the files: what is wrong with them is in
 * `diagnostics`, all of it at once, in the order of files and lines; there is no destination when one of them is an error.
 */
export function compile(files: Files, options: CompileOptions = {}): Compiled {
  const findings = new Findings();
  try {
    const mapping = readMapping(files, options.folder ?? '', findings);
    if (mapping) checkReachability(mapping.rules, findings);
    const diagnostics = inOrder(findings);
    if (!mapping || hasErrors(diagnostics)) return { diagnostics };
    const version = versionOf(options.version ?? '0.0.0', files);
    return { destination: destinationOf(mapping, load(mapping), version), diagnostics };
  } catch (error) {
    // Schemas and mappings both become code; a host that forbids code from strings says so in this way.
    if (error instanceof EvalError) return { diagnostics: [...inOrder(findings), codeForbidden] };
    throw error;
  }
}

const codeForbidden: Diagnostic = {
  code: 'M310',
  severity: 'error',
  message: 'this host forbids code from strings, so a mapping cannot be loaded from its files here',
  notes: ['compile it ahead of time: destination.toModule(), or crosswalk compile'],
};

function inOrder({ list }: Findings) {
  const at = (index: number) => list[index]!.labels?.[0];
  const order = list.map((_, index) => index);
  // Files keep the order in which they were read; within one, the reader goes from the top to the bottom.
  order.sort((a, b) => (at(a)?.file === at(b)?.file ? (at(a)?.start ?? 0) - (at(b)?.start ?? 0) || a - b : a - b));
  const files = [...new Set(list.map((diagnostic) => diagnostic.labels?.[0]?.file))];
  order.sort((a, b) => files.indexOf(at(a)?.file) - files.indexOf(at(b)?.file));
  return order.map((index) => list[index]!);
}
