import { JsonTemplateEngine, PathType } from '@rudderstack/json-template-engine';
import type { Contender } from '../contender.ts';

const identify = `{
  user_id: .userId ?? .anonymousId,
  first_name: .traits.name.split(" ")[0],
  last_name: .traits.name.split(" ")[1],
  email: .traits.email,
  phone_number: .traits.phone,
  apns: .context.device.type === "ios" ? [.context.device.token] : undefined,
  fcm: .context.device.type === "android" ? [.context.device.token] : undefined,
  attributes: .traits{~["email", "phone"]}
}`;
const track = '{ user_id: .userId ?? .anonymousId, event: .event, properties: .properties }';

function contender(name: string, defaultPathType: PathType): Contender {
  const engines = [identify, track].map((template) => JsonTemplateEngine.createAsSync(template, { defaultPathType }));
  return { name, identify: (event) => engines[0]!.evaluate(event), track: (event) => engines[1]!.evaluate(event) };
}

export const simplePaths = contender('json-template-engine, simple paths', PathType.SIMPLE);
export const richPaths = contender('json-template-engine, rich paths', PathType.RICH);
