import { isObject } from '@crosswalk/segment';

/** Libraries that run on a person's device; others run on servers, whose address says nothing about a person. */
const devices =
  /analytics\.js|analytics-(ios|android|swift|kotlin|react-native|flutter)|\b(ios|android|swift|kotlin|react[ -_]native|flutter|unity|xamarin)\b|rudderlabs javascript/i;

/** True when a call comes from the device of the person it is about. A browser's `Origin` tells it for all calls of a request. */
export function isClientSide(call: unknown, batchContext: unknown, fromPage: boolean): boolean {
  return (
    fromPage || devices.test(libraryOf(isObject(call) ? call.context : undefined) ?? libraryOf(batchContext) ?? '')
  );
}

function libraryOf(context: unknown): string | undefined {
  const library = isObject(context) ? context.library : undefined;
  const name = isObject(library) ? library.name : library;
  return typeof name === 'string' ? name : undefined;
}
