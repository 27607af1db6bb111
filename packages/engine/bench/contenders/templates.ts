/** The two bodies as templates of json-template-engine. */

export const identify = `{
  user_id: .userId ?? .anonymousId,
  first_name: .traits.name.split(" ")[0],
  last_name: .traits.name.split(" ")[1],
  email: .traits.email,
  phone_number: .traits.phone,
  apns: .context.device.type === "ios" ? [.context.device.token] : undefined,
  fcm: .context.device.type === "android" ? [.context.device.token] : undefined,
  attributes: .traits{~["email", "phone"]}
}`;

export const track = '{ user_id: .userId ?? .anonymousId, event: .event, properties: .properties }';
