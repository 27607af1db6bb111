/** The two bodies as one JSONata expression each: for the reference and for ours. */

export const identify = `{
  "user_id": userId ?? anonymousId,
  "first_name": $substringBefore(traits.name, " "),
  "last_name": $substringAfter(traits.name, " "),
  "email": traits.email,
  "phone_number": traits.phone,
  "apns": context.device.type = "ios" ? [context.device.token],
  "fcm": context.device.type = "android" ? [context.device.token],
  "attributes": $sift(traits, function($value, $key) { $not($key in ["email", "phone"]) })
}`;

export const track = '{ "user_id": userId ?? anonymousId, "event": event, "properties": properties }';
