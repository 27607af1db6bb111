import { Invalid } from '../domain/invalid.ts';
import { identified, mergeAttributes } from '../domain/person.ts';
import type { Platform, User } from '../domain/user.ts';
import type { Identity } from './people.ts';
import type { Store } from './store.ts';

/** Lets an identify take effect; gives the identity of its `user_id`. Throws `Invalid` when it cannot be kept whole. */
export function identify({ people, tokens }: Store, environment: number, user: User, at: number): Identity {
  const { id, person: own } = people.findOrCreate(environment, user.userId, at);
  const number = user.previousId === undefined ? own : joinPrevious(people, environment, own, user.previousId, at);
  const person = identified(people.load(number), user, at);
  people.save(number, person);

  if (user.groupAttributes !== undefined) keepGroupAttributes(people, environment, person.groupId, user);
  for (const [platform, given] of Object.entries(user.tokens)) {
    tokens.replace(environment, platform as Platform, number, given, at);
  }
  return { id, person: number };
}

/** Joins the person known by `previousId` into `own`, or keeps an unknown id for later; gives the row that stays. */
function joinPrevious(people: Store['people'], environment: number, own: number, previousId: string, at: number) {
  const previous = people.find(environment, previousId);
  if (!previous) return people.addId(environment, previousId, own).person;
  return previous.person === own ? own : people.join(own, previous.person, at);
}

function keepGroupAttributes(people: Store['people'], environment: number, groupId: string | null, user: User): void {
  const given = user.groupAttributes;
  if (groupId !== null) {
    const attributes = mergeAttributes(people.groupAttributes(environment, groupId), given);
    people.saveGroup(environment, groupId, attributes);
  } else if (given && Object.keys(given).length > 0) {
    throw new Invalid('group_attributes', 'need a group_id: the call names none and the user is in no group');
  }
}
