/**
 * The tables, one script a version: a data folder of version n is brought up to date by the scripts behind the nth. Scripts
 * that were released never change.
 *
 * A *place* is the position of a call in a request. A delivery's *slot* is place * destinations + destination. Blobs in
 * `states` hold one byte, and in `refs` one little-endian double, for each slot (state.ts tells what they mean). What
 * bears `is_packed` is packed with Zstandard when that is 1.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  -- A source with the destinations that it had when calls came.
  CREATE TABLE routes (id INTEGER PRIMARY KEY, source TEXT NOT NULL, destinations TEXT NOT NULL,
    UNIQUE (source, destinations));

  -- What clients sent, one row a request. Without a note the bytes are the calls as a JSON array.
  CREATE TABLE requests (first INTEGER PRIMARY KEY, at INTEGER NOT NULL, route INTEGER NOT NULL, places INTEGER NOT NULL,
    note TEXT, bytes BLOB NOT NULL, is_packed INTEGER NOT NULL);
  CREATE INDEX requests_by_route ON requests (route);

  -- What became of a request's calls. Without a row all of them wait.
  CREATE TABLE states (first INTEGER PRIMARY KEY, states BLOB NOT NULL, refs BLOB NOT NULL);

  -- MessageIds that are known. The only index by call, so it is what taking in costs most.
  CREATE TABLE known (id TEXT NOT NULL, source INTEGER NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (id, source)) WITHOUT ROWID;
  -- Up to which seq calls had been accepted at a time; tells which messageIds are old.
  CREATE TABLE marks (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL);

  CREATE TABLE refusals (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, refusal TEXT NOT NULL);

  -- Batches that were written and not settled. \`doubts\` holds those that were given up and may have arrived.
  CREATE TABLE claims (id INTEGER PRIMARY KEY, source TEXT NOT NULL, destination TEXT NOT NULL, guid TEXT NOT NULL,
    operation TEXT NOT NULL, version TEXT NOT NULL, else_anew INTEGER NOT NULL, members TEXT NOT NULL,
    bodies BLOB NOT NULL, is_packed INTEGER NOT NULL);
  CREATE TABLE tries (claim INTEGER PRIMARY KEY, tries INTEGER NOT NULL, tried_ms REAL NOT NULL, attempts TEXT NOT NULL);
  CREATE TABLE doubts (id INTEGER PRIMARY KEY, place INTEGER, source TEXT NOT NULL, destination TEXT NOT NULL,
    guid TEXT NOT NULL, operation TEXT NOT NULL, version TEXT NOT NULL, else_anew INTEGER NOT NULL, members TEXT NOT NULL,
    bodies TEXT NOT NULL);
  CREATE INDEX doubts_by_place ON doubts (place) WHERE place IS NOT NULL;

  -- Batches that arrived.
  CREATE TABLE sent (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, guid TEXT NOT NULL, version TEXT NOT NULL,
    attempts TEXT NOT NULL);
  CREATE TABLE reasons (id INTEGER PRIMARY KEY, code TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (code, reason));
  CREATE TABLE dead (call INTEGER NOT NULL, destination TEXT NOT NULL, reason INTEGER NOT NULL, may_have_arrived INTEGER,
    stored TEXT, doubt INTEGER, PRIMARY KEY (call, destination)) WITHOUT ROWID;
  CREATE INDEX dead_by_doubt ON dead (doubt) WHERE doubt IS NOT NULL;

  -- Of few deliveries: what was tried before the batch that they are in now, and how many of their requests arrived.
  CREATE TABLE past (call INTEGER NOT NULL, destination TEXT NOT NULL, part INTEGER NOT NULL, attempts TEXT NOT NULL,
    PRIMARY KEY (call, destination)) WITHOUT ROWID;
  -- Deliveries that were revived, by their new place in the order.
  CREATE TABLE revived (seq INTEGER PRIMARY KEY, call INTEGER NOT NULL, source TEXT NOT NULL, destination TEXT NOT NULL,
    replay TEXT NOT NULL, UNIQUE (call, destination));

  CREATE TABLE commits (source TEXT NOT NULL, destination TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (source, destination)) WITHOUT ROWID;
  -- Running numbers: the newest seq and time, and the counts.
  CREATE TABLE numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- Written to find out whether anything can be written: one row.
  CREATE TABLE checks (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
  `,
];
