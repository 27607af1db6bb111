import { type Budget, spend } from '../budget.ts';
import { JsonataError } from '../error.ts';
import { describe } from '../runtime/describe.ts';

/** One parameter of a signature such as `<s-n?:s>`. */
export interface Parameter {
  /** The symbols that it takes, such as `sm` or `nsbm`; `m` is a missing value. */
  readonly symbols: string;
  /** An array is wanted: a lone value is wrapped. */
  readonly array: boolean;
  /** What the array holds, or what the function takes and gives. */
  readonly subtype?: string;
  /** `-`: the context stands in when the argument is left out. */
  readonly context: boolean;
  /** `?`, `+`, or (with `-`) `?` again. */
  readonly repeat: '' | '?' | '+';
}

const any = 'asnblfom';
const kinds: Record<string, string> = {
  s: 'text',
  n: 'a number',
  b: 'a boolean',
  l: 'null',
  o: 'an object',
  f: 'a function',
  a: 'an array',
};
const plurals: Record<string, string> = {
  a: 'arrays',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'strings',
};

/** Reads a signature, angle brackets included. Throws S0401 or S0402 for one that can't be checked. */
export function parseSignature(text: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (let at = 1; at < text.length && text[at] !== ':'; at++) {
    const symbol = text[at]!;
    const last = parameters.length - 1;
    const previous = parameters[last];
    if ('snblo'.includes(symbol)) parameters.push({ symbols: `${symbol}m`, array: false, context: false, repeat: '' });
    else if (symbol === 'a') parameters.push({ symbols: any, array: true, context: false, repeat: '' });
    else if (symbol === 'f') parameters.push({ symbols: 'f', array: false, context: false, repeat: '' });
    else if (symbol === 'j') parameters.push({ symbols: 'asnblom', array: false, context: false, repeat: '' });
    else if (symbol === 'x') parameters.push({ symbols: any, array: false, context: false, repeat: '' });
    else if (symbol === '-' && previous) parameters[last] = { ...previous, context: true, repeat: '?' };
    else if ((symbol === '?' || symbol === '+') && previous) parameters[last] = { ...previous, repeat: symbol };
    else if (symbol === '(') {
      const end = closing(text, at, '(', ')');
      const symbols = text.slice(at + 1, end);
      if (symbols.includes('<'))
        throw new JsonataError('S0402', 'a choice of types may not have parameters of its own');
      parameters.push({ symbols: `${symbols}m`, array: false, context: false, repeat: '' });
      at = end;
    } else if (symbol === '<') {
      if (!previous?.array && previous?.symbols !== 'f') {
        throw new JsonataError('S0401', 'only an array or a function may have a type parameter');
      }
      const end = closing(text, at, '<', '>');
      parameters[last] = { ...previous, subtype: text.slice(at + 1, end) };
      at = end;
    }
  }
  return parameters;
}

function closing(text: string, start: number, open: string, close: string): number {
  let depth = 1;
  let at = start;
  while (++at < text.length) {
    if (text[at] === close && --depth === 0) break;
    if (text[at] === open) depth++;
  }
  return at;
}

/** The symbol of a value's kind. */
export function symbolOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'function':
      return 'f';
    case 'object':
      return value === null ? 'l' : Array.isArray(value) ? 'a' : 'o';
    default:
      return 'm';
  }
}

/** With more of them, finding out which argument belongs to which parameter could take for ever. */
const most = { all: 64, open: 8, repeated: 2 } as const;

function checkSize(parameters: readonly Parameter[]): void {
  const open = parameters.filter(({ repeat }) => repeat !== '');
  const repeated = open.filter(({ repeat }) => repeat === '+');
  if (parameters.length <= most.all && open.length <= most.open && repeated.length <= most.repeated) return;
  const wanted = `${most.all} parameters, of which ${most.open} may be left out or repeated, and ${most.repeated} repeated`;
  throw new JsonataError('S0402', `a signature may have ${wanted}`);
}

/** Checks the arguments of calls against a signature, and completes them. */
export class Signature {
  readonly parameters: readonly Parameter[];
  readonly #pattern: RegExp;
  readonly #parts: readonly string[];

  constructor(text: string) {
    this.parameters = parseSignature(text);
    checkSize(this.parameters);
    const parts = this.parameters.map((parameter) => `${symbolClass(parameter)}${parameter.repeat}`);
    this.#pattern = new RegExp(`^${parts.map((part) => `(${part})`).join('')}$`);
    this.#parts = parts;
  }

  /**
   * The arguments as the function wants them: the context in place of one left out, lone values as arrays. Looking at each
   * item of an array takes its steps from the budget, if it is given.
   *
   * @throws JsonataError T0410 (an argument), T0411 (the context), T0412 (an item of an array) of the wrong kind.
   */
  validate(values: readonly unknown[], context: unknown, budget?: Budget): unknown[] {
    const supplied = values.map(symbolOf).join('');
    const match = this.#pattern.exec(supplied);
    if (!match) throw this.#mismatch(values, supplied);
    const checked: unknown[] = [];
    let next = 0;
    for (const [index, parameter] of this.parameters.entries()) {
      const matched = match[index + 1]!;
      if (matched === '') {
        if (parameter.context) checked.push(contextFor(parameter, context, next + 1));
        else checked.push(values[next++]);
      } else {
        for (const symbol of matched) {
          const value = values[next++];
          checked.push(parameter.array && symbol !== 'm' ? arrayOf(value, parameter.subtype, next, budget) : value);
        }
      }
    }
    return checked;
  }

  #mismatch(values: readonly unknown[], supplied: string): JsonataError {
    let good = 0;
    for (const index of this.#parts.keys()) {
      const match = new RegExp(`^${this.#parts.slice(0, index + 1).join('')}`).exec(supplied);
      if (!match) return wrong(good, values[good], `must be ${wanted(this.parameters[index]!)}`);
      good = match[0].length;
    }
    const parameter = values.length > this.parameters.length ? undefined : this.parameters[good];
    return wrong(good, values[good], parameter ? `must be ${wanted(parameter)}` : 'is one too many');
  }
}

function symbolClass({ symbols }: Parameter): string {
  return `[${symbols.replace(/[^a-z]/g, '')}]`;
}

function wanted({ symbols, array }: Parameter): string {
  if (array) return kinds.a!;
  if (symbols.length > 5) return 'no function';
  return [...symbols.replace('m', '')].map((symbol) => kinds[symbol] ?? symbol).join(' or ');
}

function wrong(index: number, value: unknown, what: string): JsonataError {
  const found = what.startsWith('must') ? `, found ${describe(value)}` : '';
  return new JsonataError('T0410', `argument ${index + 1} ${what}${found}`, { value, index: index + 1 });
}

function contextFor(parameter: Parameter, context: unknown, index: number): unknown {
  const symbol = symbolOf(context);
  if (parameter.symbols.includes(symbol)) return context;
  const message = `the context, which stands in for argument ${index}, must be ${wanted(parameter)}`;
  throw new JsonataError('T0411', `${message}, found ${describe(context)}`, { value: context, index });
}

/**
 * An argument as an array, its items checked against a subtype such as `n`.
 *
 * @throws JsonataError T0412
 */
function arrayOf(value: unknown, subtype: string | undefined, index: number, budget?: Budget): unknown[] {
  if (subtype !== undefined) {
    if (budget !== undefined && Array.isArray(value)) spend(budget, value.length);
    const fits = Array.isArray(value)
      ? value.length === 0 ||
        (subtype[0] === symbolOf(value[0]) && value.every((item) => symbolOf(item) === subtype[0]))
      : symbolOf(value) === subtype;
    if (!fits) {
      const message = `argument ${index} must be an array of ${plurals[subtype] ?? 'values of one kind'}`;
      throw new JsonataError('T0412', `${message}, found ${describe(value)}`, { value, index });
    }
  }
  return Array.isArray(value) ? value : [value];
}

/** An argument where an array of a kind is wanted; a missing one stays missing. Throws T0412. */
export function arrayArgument(value: unknown, subtype: string, index: number): unknown[] | undefined {
  return value === undefined ? undefined : arrayOf(value, subtype, index);
}
