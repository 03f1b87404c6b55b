import type { Database } from 'better-sqlite3';
import { StoreError } from './store-error.js';

/** Numbered from 1, never changed once released. The tenant leads every key. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE person (
    tenant TEXT NOT NULL, person TEXT NOT NULL, profile TEXT NOT NULL, conversation TEXT,
    PRIMARY KEY (tenant, person)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE identity (
    tenant TEXT NOT NULL, platform TEXT NOT NULL, workspace TEXT NOT NULL, user TEXT NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY (tenant, platform, workspace, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE procedure (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE handover (
    tenant TEXT NOT NULL, handover TEXT NOT NULL, version INTEGER NOT NULL, is_running INTEGER NOT NULL,
    due_at INTEGER, outgoing TEXT NOT NULL, account TEXT NOT NULL, started_at INTEGER NOT NULL,
    procedure TEXT NOT NULL REFERENCES procedure (hash), state TEXT NOT NULL,
    PRIMARY KEY (tenant, handover)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX handover_due ON handover (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX handover_running ON handover (tenant, outgoing, account) WHERE is_running = 1;

  CREATE TABLE participant (
    tenant TEXT NOT NULL, person TEXT NOT NULL, handover TEXT NOT NULL,
    PRIMARY KEY (tenant, person, handover)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE journal (
    tenant TEXT NOT NULL, handover TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (tenant, handover, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE said (
    tenant TEXT NOT NULL, handover TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL,
    salt TEXT NOT NULL, words TEXT,
    PRIMARY KEY (tenant, handover, seq, n)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE inbox (
    tenant TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (tenant, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX inbox_at ON inbox (at);

  CREATE TABLE outbox (
    row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, lane TEXT NOT NULL, subject TEXT NOT NULL,
    handover TEXT, recipient TEXT NOT NULL,
    wanted INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0, is_pending INTEGER NOT NULL DEFAULT 1,
    next_at INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
    conversation TEXT, message TEXT, shown TEXT, unknown_since INTEGER, dead TEXT,
    UNIQUE (tenant, lane, subject)
  ) STRICT;
  CREATE INDEX outbox_pending ON outbox (lane, wanted) WHERE is_pending = 1;
  CREATE INDEX outbox_message ON outbox (tenant, conversation, message) WHERE message IS NOT NULL;
  `,
];

/** Brings the tables up to date in one transaction; a file from a newer program is left as it is. */
export function migrate(db: Database): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) {
    throw new StoreError('The database was written by a newer version of this program. Install that version.');
  }
  if (version === MIGRATIONS.length) return;
  db.transaction(() => {
    for (const sql of MIGRATIONS.slice(version)) db.exec(sql);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}
