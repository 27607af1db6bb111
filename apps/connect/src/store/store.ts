import { type Calls, type NewRequest, openCalls } from './calls.ts';
import { openDatabase } from './database.ts';
import { type Directory, openDirectory } from './directory.ts';
import { type Environments, openEnvironments } from './environments.ts';
import { type Events, openEvents } from './events.ts';
import { openPeople, type People } from './people.ts';
import { openPushes, type Pushes } from './pushes.ts';
import { openSubscriptions, type Subscriptions } from './subscriptions.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** All that Connect keeps. Rows carry the number of their environment; nothing reaches across. */
export interface Store {
  readonly environments: Environments;
  readonly people: People;
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly subscriptions: Subscriptions;
  readonly calls: Calls;
  readonly events: Events;
  readonly pushes: Pushes;
  /** Runs `work` as one transaction, on disk when this returns; nothing of it is kept when `work` throws. */
  transaction<Result>(work: () => Result): Result;
  /**
   * Takes one HTTP call: its GUID and whatever `work` stores become durable together. A call whose GUID was taken
   * before is a copy: `work` does not run. When `work` throws, the GUID stays free.
   */
  take(environment: number, request: NewRequest, work: (request: number) => void): 'taken' | 'copy';
  close(): void;
}

/** Opens the store in a data folder, or in memory without one. Throws `StoreUnavailable`. */
export function openStore(folder?: string): Store {
  const { sql, transaction, close } = openDatabase(folder);
  const calls = openCalls(sql);
  return {
    environments: openEnvironments(sql),
    people: openPeople(sql),
    directory: openDirectory(sql),
    tokens: openTokens(sql),
    subscriptions: openSubscriptions(sql),
    events: openEvents(sql),
    pushes: openPushes(sql),
    calls,
    transaction,
    take: (environment, request, work) =>
      transaction(() => {
        const { guid, at } = request;
        if (guid !== undefined && calls.isTaken(environment, guid, at)) return 'copy';
        work(calls.addRequest(environment, request));
        return 'taken';
      }),
    close,
  };
}
