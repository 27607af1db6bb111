import { words } from '../words/index.ts';

/** How a function is called: between `least` and `most` arguments, shown as `usage`. */
export interface Callable {
  readonly least: number;
  readonly most: number;
  readonly usage: string;
}

/** The names that expressions of one mapping may use. */
export interface Names {
  /** JSONata's own functions, without the `$`. */
  readonly builtIns: ReadonlySet<string>;
  /** Our words and the mapping's functions. */
  readonly functions: ReadonlyMap<string, Callable>;
  /** Names of settings; undefined when any may be read. */
  readonly settings: readonly string[] | undefined;
  readonly isSecret: (setting: string) => boolean;
  /** Told which of the mapping's functions are used, and by which function where it is one. */
  readonly used: Set<string>;
}

/** JSONata's functions that would make the same event give different requests, or code from data. */
export const forbidden: ReadonlySet<string> = new Set(['eval', 'random', 'shuffle']);

export const callableWords: ReadonlyMap<string, Callable> = new Map(
  words.map((word) => {
    const least = word.parameters.filter((parameter) => !parameter.optional).length;
    const repeats = word.parameters.at(-1)?.name.endsWith('...') ?? false;
    const most = repeats ? Number.POSITIVE_INFINITY : word.parameters.length;
    const usage = `$${word.name}(${word.parameters.map((parameter) => parameter.name).join(', ')})`;
    return [word.name, { least, most, usage }];
  }),
);
