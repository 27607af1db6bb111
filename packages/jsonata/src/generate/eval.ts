import { JsonataError } from '../error.ts';
import type { Site } from './call.ts';
import type { Operand } from './scope.ts';

export function emitEval(_site: Site): Operand {
  throw new JsonataError('X0001', '$eval is not supported yet');
}
