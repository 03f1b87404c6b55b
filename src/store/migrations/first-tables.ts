/**
 * The tenant leads every key, so that two tenants can never meet; only `meta` belongs to the deployment as a whole.
 * Times are milliseconds since the epoch, UTC. Tables whose rows are small or always read by key have no rowid.
 */
export const FIRST_TABLES = `
CREATE TABLE meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who somebody is on each platform, and what it says of them.
CREATE TABLE person (
  tenant    TEXT NOT NULL,
  person    TEXT NOT NULL,
  platform  TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user      TEXT NOT NULL,
  PRIMARY KEY (tenant, person),
  FOREIGN KEY (tenant, platform, workspace, user) REFERENCES identity DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
  tenant         TEXT NOT NULL,
  platform       TEXT NOT NULL,
  workspace      TEXT NOT NULL,
  user           TEXT NOT NULL,
  person         TEXT NOT NULL,
  name           TEXT NOT NULL,
  zone           TEXT NOT NULL,
  locale         TEXT NOT NULL,
  is_bot         INTEGER NOT NULL CHECK (is_bot IN (0, 1)),
  is_foreign     INTEGER NOT NULL CHECK (is_foreign IN (0, 1)),
  is_deactivated INTEGER NOT NULL CHECK (is_deactivated IN (0, 1)),
  conversation   TEXT,
  PRIMARY KEY (tenant, platform, workspace, user),
  FOREIGN KEY (tenant, person) REFERENCES person
) STRICT, WITHOUT ROWID;

-- A handover's own copy of its procedure, once for all handovers with the same content; hash is its SHA-256.
CREATE TABLE procedure (
  tenant TEXT NOT NULL,
  hash   TEXT NOT NULL,
  json   TEXT NOT NULL,
  PRIMARY KEY (tenant, hash)
) STRICT;

-- version is the seq of the last journal entry, and head that entry's hash.
CREATE TABLE handover (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL,
  version     INTEGER NOT NULL CHECK (version > 0),
  status      TEXT NOT NULL CHECK (status IN ('running', 'completed', 'completed_by_ticket', 'cancelled')),
  due_at      INTEGER,
  started_at  INTEGER NOT NULL,
  outgoing    TEXT NOT NULL,
  account_key TEXT NOT NULL,
  procedure   TEXT NOT NULL,
  head        TEXT NOT NULL,
  state       TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, procedure) REFERENCES procedure
) STRICT;
CREATE INDEX handover_due ON handover (due_at, tenant, id) WHERE status = 'running' AND due_at IS NOT NULL;
CREATE INDEX handover_running ON handover (tenant, outgoing, account_key) WHERE status = 'running';

CREATE TABLE participant (
  tenant     TEXT NOT NULL,
  person     TEXT NOT NULL,
  handover   TEXT NOT NULL,
  is_running INTEGER NOT NULL CHECK (is_running IN (0, 1)),
  started_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, person, handover),
  FOREIGN KEY (tenant, handover) REFERENCES handover
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_order ON participant (tenant, person, is_running DESC, started_at DESC, handover);
CREATE INDEX participant_handover ON participant (tenant, handover);

-- hash is the SHA-256 of the previous entry's hash and the event.
CREATE TABLE journal (
  tenant   TEXT NOT NULL,
  handover TEXT NOT NULL,
  seq      INTEGER NOT NULL CHECK (seq > 0),
  at       INTEGER NOT NULL,
  event    TEXT NOT NULL,
  hash     TEXT NOT NULL,
  PRIMARY KEY (tenant, handover, seq),
  FOREIGN KEY (tenant, handover) REFERENCES handover
) STRICT, WITHOUT ROWID;

-- Words a person typed, apart from the journal that only commits to them. Erased: salt and text are null.
CREATE TABLE said (
  tenant   TEXT NOT NULL,
  handover TEXT NOT NULL,
  seq      INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  salt     TEXT,
  text     TEXT,
  PRIMARY KEY (tenant, handover, seq, n),
  FOREIGN KEY (tenant, handover, seq) REFERENCES journal,
  CHECK ((salt IS NULL) = (text IS NULL))
) STRICT, WITHOUT ROWID;

-- Deliveries that changed something. In the order of their arrival, so that the oldest are forgotten without an index.
CREATE TABLE inbox (
  row      INTEGER PRIMARY KEY,
  tenant   TEXT NOT NULL,
  delivery TEXT,
  meaning  TEXT,
  at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX inbox_delivery ON inbox (tenant, delivery) WHERE delivery IS NOT NULL;
CREATE UNIQUE INDEX inbox_meaning ON inbox (tenant, meaning) WHERE meaning IS NOT NULL;

-- A message for its whole life. lane is a person, or a channel behind '#'. Pending: wanted <> sent and not dead.
-- head_at: in each lane with pending rows exactly one is next, and this is when it may be tried; null for all others.
CREATE TABLE outbox (
  row           INTEGER PRIMARY KEY,
  tenant        TEXT NOT NULL,
  lane          TEXT NOT NULL,
  subject       TEXT NOT NULL,
  wanted        INTEGER NOT NULL,
  sent          INTEGER NOT NULL,
  attempts      INTEGER NOT NULL,
  head_at       INTEGER,
  conversation  TEXT,
  message       TEXT,
  shown         TEXT,
  unknown_since INTEGER,
  dead          TEXT,
  root_of       TEXT,
  UNIQUE (tenant, lane, subject),
  CHECK ((conversation IS NULL) = (message IS NULL)),
  CHECK (head_at IS NULL OR (wanted <> sent AND dead IS NULL))
) STRICT;
CREATE INDEX outbox_head ON outbox (head_at) WHERE head_at IS NOT NULL;
CREATE INDEX outbox_pending ON outbox (tenant, lane, wanted) WHERE wanted <> sent AND dead IS NULL;
CREATE INDEX outbox_dead ON outbox (tenant, lane, wanted) WHERE dead IS NOT NULL;
CREATE INDEX outbox_root ON outbox (tenant, conversation, message) WHERE root_of IS NOT NULL AND message IS NOT NULL;
`;
