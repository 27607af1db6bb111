import { quote } from './quote.ts';
import type { Operand, Scope } from './scope.ts';
import { FUNCTION, MARKED } from './static-type.ts';

/** The constant that checks calls against a signature. */
export function signatureConstant(signature: string, scope: Scope): string {
  return scope.unit.constant('signature', `new ${scope.unit.runtime('Signature')}(${quote(signature)})`);
}

/** A function that the compiler knows, as a value that may go anywhere. Other operands stay as they are. */
export function functionValue(operand: Operand, scope: Scope): Operand {
  const { known, native } = operand;
  if (known) {
    scope.unit.keepsRun = true;
    if (!known.signature && !known.mayTail && !known.hoisted) return { code: known.code, type: FUNCTION | MARKED };
    const signature = known.signature ? signatureConstant(known.signature, scope) : 'undefined';
    const names = Array.from({ length: known.parameters }, (_, index) => `p${index}`);
    const target = known.hoisted
      ? `(${names.join(', ')}) => ${known.code}(${['run', ...names].join(', ')})`
      : known.code;
    return scope.constant('lambda', scope.call('lambda', 'run', target, signature), FUNCTION | MARKED);
  }
  if (native !== undefined) return nativeValue(native, scope);
  return operand;
}

function nativeValue(name: string, scope: Scope): Operand {
  if (name === 'eval') {
    return scope.constant(name, scope.call('evaluator', 'run', scope.frame.runtime), FUNCTION | MARKED);
  }
  const { implementation, raw, signature, sequence, arity } = scope.unit.natives.get(name)!;
  const target = raw ?? implementation;
  const code = typeof target === 'string' ? target : scope.unit.runtime(target.runtime);
  const parts = ['run', code, signatureConstant(signature, scope), String(sequence ?? false)];
  if (arity !== undefined) parts.push(String(arity));
  return scope.constant(name, scope.call('native', ...parts), FUNCTION | MARKED);
}
