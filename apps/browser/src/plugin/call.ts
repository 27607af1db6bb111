import { type Call, isObject, type JsonObject } from '@crosswalk/segment';

/** A call of analytics.js as the server would see it: as JSON, received now. */
export function received(sent: object, now: number): Call {
  const call = JSON.parse(JSON.stringify(sent)) as JsonObject;
  return {
    ...call,
    context: isObject(call.context) ? call.context : {},
    integrations: isObject(call.integrations) ? call.integrations : {},
    receivedAt: new Date(now).toISOString(),
  } as Call;
}
