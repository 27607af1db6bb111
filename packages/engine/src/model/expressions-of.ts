import type { Expression, Field, Mapping, Rule, Value } from './mapping.ts';

/** Every expression of a mapping but those of its functions. */
export function expressionsOf(mapping: Mapping): Expression[] {
  const wraps = [...mapping.operations.values()].flatMap(({ wrap }) => (wrap ? [wrap] : []));
  return [
    mapping.endpoint,
    ...mapping.headers.map(({ value }) => value),
    ...mapping.answers.map(({ when }) => when),
    ...wraps,
    ...mapping.rules.flatMap(ofRule),
  ];
}

function ofRule({ when, lets, skip, sends }: Rule): Expression[] {
  const skipping = skip?.when ? [skip.when] : [];
  return [
    when,
    ...lets.map(({ value }) => value),
    ...skipping,
    ...sends.flatMap(({ fields }) => fields.flatMap(ofField)),
  ];
}

function ofField({ value, demands }: Field): Expression[] {
  return [...ofValue(value), ...demands.map(({ expression }) => expression)];
}

function ofValue(value: Value): Expression[] {
  switch (value.kind) {
    case 'constant':
      return [];
    case 'first':
      return value.alternatives.flatMap(ofValue);
    case 'fields':
      return value.fields.flatMap(ofField);
    default:
      return [value.expression];
  }
}
