import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

/** Why a change cannot be made, for the person who asked for it. */
export class SourcesFault extends Error {}

/** crosswalk.yaml, open for changes that leave its comments where they are. */
export interface SourcesFile {
  readonly document: Document;
  readonly list: YAMLSeq;
  /** Writes the file anew under its name, so that a server which follows it sees the old text or the new one. */
  save(): void;
}

/** Opens the file. Throws `SourcesFault` when it is no configuration. */
export function openSources(file: string): SourcesFile {
  const path = locate(file);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const [fault] = document.errors;
  if (fault) throw new SourcesFault(`${file} is not readable as YAML: ${fault.message}`);
  const list = isMap(document.contents) ? document.contents.get('sources') : undefined;
  if (!isSeq(list)) throw new SourcesFault(`${file} has no list of sources`);
  return {
    document,
    list,
    save() {
      const beside = `${path}.${process.pid}.new`;
      writeFileSync(beside, document.toString({ lineWidth: 0, flowCollectionPadding: false }), {
        mode: statSync(path).mode,
      });
      renameSync(beside, path);
    },
  };
}

/** Behind a link lies the file itself, and the link stays one. */
function locate(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    throw new SourcesFault(`${file} cannot be read`);
  }
}

/** The source of that name. Throws `SourcesFault` with the names that there are. */
export function sourceNamed(name: string, { list }: SourcesFile): YAMLMap {
  const maps = list.items.filter(isMap);
  const found = maps.find((one) => one.get('name') === name);
  if (found) return found;
  const names = maps.map((one) => String(one.get('name'))).join(', ');
  throw new SourcesFault(`there is no source ${name}; there are: ${names}`);
}

/** The keys under `writeKeys` or `retiredKeys` of a source. */
export function keysOf(source: YAMLMap, list: 'writeKeys' | 'retiredKeys'): readonly string[] {
  const keys = source.get(list);
  return isSeq(keys) ? keys.items.map((key) => String(isScalar(key) ? key.value : key)) : [];
}
