/**
 * One entry brings a data folder from the version of its index to the next; `PRAGMA user_version` tells where it is.
 * An entry that has been released is never edited: what changes later is a new entry.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE environments (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    private_key TEXT NOT NULL UNIQUE,
    created_at  INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE people (
    id           INTEGER PRIMARY KEY,
    environment  INTEGER NOT NULL REFERENCES environments,
    user_id      TEXT NOT NULL,
    first_name   TEXT,
    last_name    TEXT,
    email        TEXT,
    phone_number TEXT,
    timezone     TEXT,
    group_id     TEXT,
    attributes   TEXT NOT NULL,
    unsubscribed INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX people_of_environment ON people (environment, id);

  -- Every id a call ever used. An alias re-points rows here, so that the calls of a person need not be touched.
  CREATE TABLE ids (
    id          INTEGER PRIMARY KEY,
    environment INTEGER NOT NULL REFERENCES environments,
    user_id     TEXT NOT NULL,
    person      INTEGER NOT NULL REFERENCES people,
    UNIQUE (environment, user_id)
  ) STRICT;
  CREATE INDEX ids_of_person ON ids (person);

  -- A token belongs to one device, so to one person: the key makes a token that moves leave the former owner.
  CREATE TABLE tokens (
    environment INTEGER NOT NULL REFERENCES environments,
    platform    TEXT NOT NULL CHECK (platform IN ('apns', 'android')),
    token       TEXT NOT NULL,
    person      INTEGER NOT NULL REFERENCES people,
    active      INTEGER NOT NULL,
    since       INTEGER NOT NULL,
    PRIMARY KEY (environment, platform, token)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tokens_of_person ON tokens (person, platform);

  CREATE TABLE groups (
    environment INTEGER NOT NULL REFERENCES environments,
    group_id    TEXT NOT NULL,
    attributes  TEXT NOT NULL,
    PRIMARY KEY (environment, group_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unsubscribed_campaigns (
    person   INTEGER NOT NULL REFERENCES people,
    campaign TEXT NOT NULL,
    PRIMARY KEY (person, campaign)
  ) STRICT, WITHOUT ROWID;

  -- One row an accepted HTTP call. It is where GUIDs are looked up, so a call and its GUID are stored in one breath.
  CREATE TABLE requests (
    id          INTEGER PRIMARY KEY,
    environment INTEGER NOT NULL REFERENCES environments,
    kind        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    guid        TEXT,
    client      TEXT
  ) STRICT;
  CREATE INDEX requests_by_guid ON requests (environment, guid) WHERE guid IS NOT NULL;

  CREATE TABLE events (
    id          INTEGER PRIMARY KEY,
    environment INTEGER NOT NULL REFERENCES environments,
    name        TEXT NOT NULL,
    defined_at  INTEGER,
    hidden      INTEGER NOT NULL DEFAULT 0,
    first_seen  INTEGER,
    last_seen   INTEGER,
    UNIQUE (environment, name)
  ) STRICT;

  -- How often an event was received within each slot of five minutes: sums over days stay cheap.
  CREATE TABLE event_counts (
    event INTEGER NOT NULL REFERENCES events,
    slot  INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (event, slot)
  ) STRICT, WITHOUT ROWID;

  -- One row a user or event object, in order of effect. An event's time is its own, not that of its arrival.
  CREATE TABLE calls (
    seq         INTEGER PRIMARY KEY,
    environment INTEGER NOT NULL,
    request     INTEGER NOT NULL REFERENCES requests,
    position    INTEGER,
    id          INTEGER NOT NULL REFERENCES ids,
    event       INTEGER REFERENCES events,
    time        INTEGER,
    body        TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_id ON calls (id, time) WHERE event IS NOT NULL;

  CREATE TABLE pushes (
    environment INTEGER NOT NULL REFERENCES environments,
    oid         TEXT NOT NULL,
    platform    TEXT NOT NULL,
    report      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    revoked     INTEGER,
    PRIMARY KEY (environment, oid, report)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE environments ADD COLUMN public_key TEXT;
  CREATE UNIQUE INDEX environments_by_public_key ON environments (public_key) WHERE public_key IS NOT NULL;

  -- The web pages from which the public key is taken.
  CREATE TABLE allowed_origins (
    environment INTEGER NOT NULL REFERENCES environments,
    origin      TEXT NOT NULL,
    PRIMARY KEY (environment, origin)
  ) STRICT, WITHOUT ROWID;
  `,
];
