import { createRequire } from 'node:module';
import type { Contender } from '../contender.ts';

// Its ES module build imports folders, which Node refuses; the CommonJS one works.
const { transform } = createRequire(import.meta.url)('@segment/actions-core/mapping-kit') as {
  transform(mapping: object, data: object): Record<string, unknown>;
};

const path = (text: string) => ({ '@path': `$.${text}` });
// biome-ignore lint/suspicious/noThenProperty: the directive's own name
const user = { '@if': { exists: path('userId'), then: path('userId'), else: path('anonymousId') } };

/**
 * It has no "rest of the object", so the attributes that these events have are named one by one; texts are cut by Liquid.
 * The token's list is put together outside of the template, because Liquid gives text only.
 */
const identify = {
  user_id: user,
  first_name: { '@liquid': '{{ traits.name | split: " " | first }}' },
  last_name: { '@liquid': '{{ traits.name | split: " " | last }}' },
  email: path('traits.email'),
  phone_number: path('traits.phone'),
  apns: { '@liquid': '{% if context.device.type == "ios" %}{{ context.device.token }}{% endif %}' },
  fcm: { '@liquid': '{% if context.device.type == "android" %}{{ context.device.token }}{% endif %}' },
  attributes: {
    name: path('traits.name'),
    plan: path('traits.plan'),
    logins: path('traits.logins'),
    company: path('traits.company'),
  },
};
const track = { user_id: user, event: path('event'), properties: path('properties') };

const withLiquid: Contender = {
  name: 'actions-core mapping-kit, with Liquid',
  identify(event) {
    const body = transform(identify, event);
    body.apns = body.apns ? [body.apns] : undefined;
    body.fcm = body.fcm ? [body.fcm] : undefined;
    return body;
  },
  track: (event) => transform(track, event),
};

export const contenders: readonly Contender[] = [withLiquid];
