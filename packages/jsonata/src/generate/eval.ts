import { emitArguments } from './arguments.ts';
import type { Site } from './call.ts';
import type { Operand } from './scope.ts';
import { UNKNOWN } from './static-type.ts';

/** `$eval(text, context?)`: the text is compiled at run time, by whoever started the run, and sees the variables here. */
export function emitEval(site: Site, signature: string): Operand {
  const { scope } = site;
  const values = site.values();
  site.at();
  scope.descend();
  const [source, focus] = emitArguments(signature, values, site.context, scope);
  const context = `${site.context}, ${scope.context.kind === 'root'}`;
  const call = scope.call(
    'evaluate',
    'run',
    source?.code ?? 'undefined',
    focus?.code ?? 'undefined',
    context,
    scope.frame.runtime,
  );
  return scope.constant('evaluated', call, UNKNOWN, 'raw');
}
