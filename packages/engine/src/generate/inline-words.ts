import { type NativeFunction, quote, types } from '@crosswalk/jsonata';

type Emit = NonNullable<NativeFunction['emit']>;
type Value = Parameters<Emit>[0][number];
type Site = Parameters<Emit>[1];

/** Words that are better written in place than called, for the arguments that allow it. */
export const inlineWords: Readonly<Record<string, Emit>> = {
  /** With constant keys the copy is a loop of its own, which takes two thirds of the time of JavaScript's "rest of the object". */
  omit([object, ...keys], site) {
    if (!object || keys.length === 0) return undefined;
    const names = constants(keys);
    if (!names) return keys.length === 1 ? omitList(object, keys[0]!, site) : undefined;
    const { code, type } = object;
    const isObject = types.is(type, types.OBJECT)
      ? 'true'
      : `typeof ${code} === "object" && ${code} !== null && !Array.isArray(${code})`;
    // The size of an event is limited where it comes in; the copy counts as a fixed share of that.
    site.line(`run.spend(${cost});`);
    return site.constant('omitted', `${isObject} ? ${copier(names, site)}(${code}) : undefined`, partOf(object));
  },
  /** Constant names are looked up once, when the code is loaded. */
  omitLoose([object, ...keys], site) {
    const names = constants(keys);
    if (!object || !names || names.length === 0) return undefined;
    const hoisted = site.hoist('names', `words.namesOf(${names.map(quote).join(', ')})`);
    return site.constant('omitted', `words.omitLooseNames(run, ${object.code}, ${hoisted})`, partOf(object));
  },
  loose: (values, site) => bySlot('looseAt', values, site, types.ANY),
  looseKey: (values, site) => bySlot('spellingAt', values, site, types.STRING | types.MISSING),
};

const cost = 16;

/**
 * A function that copies an object without some keys. Whether a key is its own is asked in the one form of which the
 * JavaScript engine knows in such a loop that it holds.
 */
function copier(names: readonly string[], site: Site): string {
  const isOwn = 'Object.prototype.hasOwnProperty.call(object, key)';
  const isLeft = [...names.map((name) => `key === ${quote(name)}`), `!${isOwn}`].join(' || ');
  const copy = `if (key === "__proto__") ${site.runtime('define')}(rest, key, object[key]); else rest[key] = object[key];`;
  return site.hoist(
    'rest',
    `(object) => { const rest = {}; for (const key in object) { if (${isLeft}) continue; ${copy} } return rest; }`,
  );
}

/** The texts when all of them stand in the source. */
function constants(values: readonly Value[]): readonly string[] | undefined {
  const literals = values.map(({ literal }) => literal);
  return literals.every((literal) => typeof literal === 'string') ? literals : undefined;
}

/** The items of what is surely an array are looked at as they stand. */
function omitList(object: Value, list: Value, site: Site) {
  if (!types.is(list.type, types.ARRAY)) return undefined;
  return site.constant('omitted', `words.omitKeys(run, ${object.code}, ${list.code})`, partOf(object));
}

const partOf = ({ type }: Value) => types.OBJECT | types.MISSING | (type & types.MARKED);

/** A constant name's slot is asked for once, when the code is loaded. */
function bySlot(word: string, [object, name]: readonly Value[], site: Site, gives: number) {
  if (!object || typeof name?.literal !== 'string') return undefined;
  const slot = site.hoist('slot', `words.slotOf(${quote(name.literal)})`);
  return site.constant(
    word,
    `words.${word}(run, ${object.code}, ${name.code}, ${slot})`,
    gives | (object.type & types.MARKED),
  );
}
