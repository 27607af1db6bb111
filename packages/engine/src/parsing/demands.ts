import { references } from '@crosswalk/jsonata';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Demand } from '../model/mapping.ts';
import type { YamlFile } from '../reading/document.ts';
import type { Place } from '../reading/source.ts';
import { type Context, expressionAt } from './parser.ts';
import { unknownName } from './unknown-name.ts';

/** What `check:` demands of one field. */
export interface Demands {
  readonly place: Place;
  readonly required: boolean;
  readonly demands: readonly Demand[];
}

type Path = readonly (string | number)[];

/** Reads `check:`; the keys are dotted paths of fields. */
export function readDemands(
  context: Context,
  yaml: YamlFile,
  at: Path,
  variables: readonly string[],
): Map<string, Demands> {
  const node = yaml.node(at);
  const found = new Map<string, Demands>();
  if (!isMap(node)) return found;
  for (const pair of node.items) {
    const field = isScalar(pair.key) ? String(pair.key.value) : '';
    const path = [...at, field];
    const list = yaml.node(path);
    const parts = isSeq(list) ? list.items.map((_, index) => [...path, index]) : [path];
    let required = false;
    const demands: Demand[] = [];
    for (const part of parts) {
      const word = yaml.node(part);
      if (isMap(word)) {
        const demand = readDemand(context, yaml, part, variables);
        if (demand) demands.push(demand);
      } else if (isScalar(word) && word.value === 'required') required = true;
      else
        unknownName(
          context.findings,
          'M303',
          'check',
          isScalar(word) ? String(word.value) : '',
          ['required', '{ is: $function }'],
          yaml.place(part),
        );
    }
    found.set(field, { place: yaml.keyPlace(path), required, demands });
  }
  return found;
}

function readDemand(context: Context, yaml: YamlFile, at: Path, variables: readonly string[]): Demand | undefined {
  const expression = expressionAt(context, yaml, [...at, 'is'], { variables: [...variables, 'value'] });
  if (!expression) return undefined;
  const readsValue = references(expression.ast).some(
    (reference) => reference.kind !== 'setting' && reference.name === 'value',
  );
  const otherwise = readWord(yaml, [...at, 'else']);
  return { expression, isFunction: !readsValue, otherwise: otherwise === 'reject' ? 'reject' : 'drop' };
}

function readWord(yaml: YamlFile, at: Path): unknown {
  const node = yaml.node(at);
  return isScalar(node) ? node.value : undefined;
}
