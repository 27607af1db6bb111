import type { User } from '../../domain/user.ts';
import { identify } from '../../store/identify.ts';
import { parseUser } from '../bodies/user.ts';
import { atPosition, type Kind } from './kind.ts';

export const identifyKind: Kind<User> = {
  name: 'identify',
  parse: parseUser,
  take({ store, environment, request, at }, items) {
    for (const { item, body, position } of items) {
      const { id } = atPosition(position, body, () => identify(store, environment, item, at));
      store.calls.add(environment, { request, position, id, body: JSON.stringify(body) });
    }
  },
  shown: ({ userId, previousId, groupId }) => ({
    userId,
    ...(previousId !== undefined && { previousId }),
    ...(typeof groupId === 'string' && { groupId }),
  }),
};
