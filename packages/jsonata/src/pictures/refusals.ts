import { JsonataError } from '../error.ts';

/** D3130: a picture without a digit that is none of the known tokens. */
export function unsupportedSequence(token: string): JsonataError {
  return new JsonataError(
    'D3130',
    'a picture of integers needs a digit, or is one of "A", "a", "I", "i", "W", "w", "Ww"',
    {
      value: token,
    },
  );
}

/** D3132: a marker's first letter is none of the components. */
export function unknownComponent(component: string): JsonataError {
  const found = component === '' ? 'this one is empty' : `there is no "${component}"`;
  return new JsonataError('D3132', `a marker of a date picture starts with one of YMDdFWwXxHhPmsfZzCE, ${found}`, {
    value: component,
  });
}

/** D3133: the marker of a component that has no names asks for one. */
export function unnamed(component: string): JsonataError {
  return new JsonataError('D3133', `only months and days have names: the date picture asks for one of "${component}"`, {
    value: component,
  });
}
