import type { Platform } from '../../domain/user.ts';
import { type Disabling, parseDisabling, parseRegistration, type Registration } from '../bodies/token.ts';
import type { Kind } from './kind.ts';

/** The names under which the API knows the two sets of tokens. */
export const services: readonly { service: string; platform: Platform }[] = [
  { service: 'apns', platform: 'apns' },
  { service: 'gcm', platform: 'android' },
  { service: 'fcm', platform: 'android' },
];

export function registerKind(service: string, platform: Platform): Kind<Registration> {
  return {
    name: `${service} register`,
    parse: parseRegistration,
    take({ store: { people, tokens }, environment, at }, items) {
      for (const { item } of items) {
        const { person } = people.findOrCreate(environment, item.userId, at);
        if (item.replaces !== undefined) tokens.remove(environment, platform, person, item.replaces);
        tokens.add(environment, platform, person, item.token, at);
      }
    },
    shown: ({ userId }) => ({ userId }),
  };
}

export function disableKind(service: string, platform: Platform): Kind<Disabling> {
  return {
    name: `${service} disable`,
    parse: parseDisabling,
    take({ store: { people, tokens }, environment, at }, items) {
      for (const { item } of items) {
        const { person } = people.findOrCreate(environment, item.userId, at);
        if (item.token === undefined) tokens.disableAll(platform, person, at);
        else tokens.disable(environment, platform, person, item.token, at);
      }
    },
    shown: ({ userId }) => ({ userId }),
  };
}
