/** The two bodies in JSONata, for the reference and for ours: a field each, and all of them as one expression. */

export const identifyFields = {
  user_id: 'userId ?? anonymousId',
  first_name: '$substringBefore(traits.name, " ")',
  last_name: '$substringAfter(traits.name, " ")',
  email: 'traits.email',
  phone_number: 'traits.phone',
  apns: 'context.device.type = "ios" ? [context.device.token]',
  fcm: 'context.device.type = "android" ? [context.device.token]',
  attributes: '$sift(traits, function($value, $key) { $not($key in ["email", "phone"]) })',
};

export const trackFields = { user_id: 'userId ?? anonymousId', event: 'event', properties: 'properties' };

export const identify = whole(identifyFields);
export const track = whole(trackFields);

function whole(fields: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(fields)
    .map(([name, expression]) => `"${name}": ${expression}`)
    .join(', ')} }`;
}
