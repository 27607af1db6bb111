import { isScalar, isSeq, type YAMLMap } from 'yaml';
import { keysOf, SourcesFault, type SourcesFile, sourceNamed } from './file.ts';

/** Adds a source. Without settings it has no destination: its calls are taken and go nowhere. */
export function addSource(file: SourcesFile, name: string, key: string, settings: object | undefined): void {
  if (file.list.items.some((one) => (one as YAMLMap).get?.('name') === name)) {
    throw new SourcesFault(`there is a source ${name} already`);
  }
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
    throw new SourcesFault('a name begins with a letter; letters, digits, _ and - may follow');
  }
  requireNewKey(file, key);
  file.list.add(file.document.createNode({ name, writeKeys: [key], destinations: settings ? [{ settings }] : [] }));
}

/** Switches a source on or off; false when it was so already. */
export function switchSource(file: SourcesFile, name: string, enabled: boolean): boolean {
  const source = sourceNamed(name, file);
  const node = source.get('enabled', true);
  const before = isScalar(node) ? node.value !== false : true;
  if (before === enabled) return false;
  // The scalar stays, since a comment may stand beside it.
  if (isScalar(node)) node.value = enabled;
  else source.add(file.document.createPair('enabled', enabled));
  return true;
}

/** Gives a source one more key. The former ones go on. */
export function addKey(file: SourcesFile, name: string, key: string): void {
  const source = sourceNamed(name, file);
  requireNewKey(file, key);
  source.addIn(['writeKeys'], file.document.createNode(key));
}

/** Takes a key out of use. It stays known, so that apps which still have it are answered with 200. */
export function retireKey(file: SourcesFile, name: string, key: string): void {
  const source = sourceNamed(name, file);
  const keys = keysOf(source, 'writeKeys');
  const at = keys.indexOf(key);
  if (at === -1) throw new SourcesFault(`this is no key of ${name}`);
  if (keys.length === 1) {
    throw new SourcesFault(
      `this is the only key of ${name}: add another with rotate-key ${name}, and retire this one then`,
    );
  }
  source.deleteIn(['writeKeys', at]);
  if (isSeq(source.get('retiredKeys'))) source.addIn(['retiredKeys'], file.document.createNode(key));
  else source.add(file.document.createPair('retiredKeys', [key]));
}

function requireNewKey({ list }: SourcesFile, key: string): void {
  if (!/^[^\s:]+$/.test(key)) throw new SourcesFault('a write key has neither blanks nor colons in it');
  const taken = list.items.some((source) =>
    (['writeKeys', 'retiredKeys'] as const).some((name) => keysOf(source as YAMLMap, name).includes(key)),
  );
  if (taken) throw new SourcesFault('this write key belongs to a source already');
}
