import { type NativeFunction, quote, types } from '@crosswalk/jsonata';

type Emit = NonNullable<NativeFunction['emit']>;

/** Words that are better written in place than called, for the arguments that allow it. */
export const inlineWords: Readonly<Record<string, Emit>> = {
  /** With constant keys, the engine's own "rest of the object" makes the copy, several times faster than a loop over keys. */
  omit([object, ...keys], site) {
    const names = keys.map((key) => key.literal);
    if (!object || names.length === 0 || !names.every((name) => typeof name === 'string')) return undefined;
    const left = [...new Set(names)].map((name, index) => `${quote(name)}: _${index}`);
    const rest = site.hoist('rest', `({ ${left.join(', ')}, ...rest }) => rest`);
    const { code, type } = object;
    const isObject = types.is(type, types.OBJECT)
      ? 'true'
      : `typeof ${code} === "object" && ${code} !== null && !Array.isArray(${code})`;
    // The size of an event is limited where it comes in; the copy counts as a fixed share of that.
    site.line(`run.spend(${cost});`);
    const given = types.OBJECT | types.MISSING | (type & types.MARKED);
    return site.constant('omitted', `${isObject} ? ${rest}(${code}) : undefined`, given);
  },
  loose: (values, site) => bySlot('looseAt', values, site, types.ANY),
  looseKey: (values, site) => bySlot('spellingAt', values, site, types.STRING | types.MISSING),
};

const cost = 16;

/** A constant name's slot is asked for once, when the code is loaded. */
function bySlot(word: string, [object, name]: Parameters<Emit>[0], site: Parameters<Emit>[1], gives: number) {
  if (!object || typeof name?.literal !== 'string') return undefined;
  const slot = site.hoist('slot', `words.slotOf(${quote(name.literal)})`);
  return site.constant(
    word,
    `words.${word}(run, ${object.code}, ${name.code}, ${slot})`,
    gives | (object.type & types.MARKED),
  );
}
