import { Sqlite } from '../../../src/sqlite-library.js';
import { boltApp } from './bolt-app.js';
import { readOrder, serve } from './serve.js';

// What people write who know that a press must not be lost: one durable transaction for each, then the answer.
const { signingSecret, database } = readOrder();
const connection = new Sqlite(database);
connection.pragma('journal_mode = WAL');
connection.pragma('synchronous = FULL');
connection.exec(`
  CREATE TABLE state (id TEXT PRIMARY KEY, version INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE TABLE event (id INTEGER PRIMARY KEY, state TEXT NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE TABLE message (id INTEGER PRIMARY KEY, lane TEXT NOT NULL, json TEXT NOT NULL) STRICT;
`);
const upsert = connection.prepare(
  `INSERT INTO state (id, version, json) VALUES (?, 1, ?)
   ON CONFLICT DO UPDATE SET version = version + 1, json = excluded.json`,
);
const insertEvent = connection.prepare('INSERT INTO event (state, json) VALUES (?, ?)');
const insertMessage = connection.prepare('INSERT INTO message (lane, json) VALUES (?, ?)');
const STATE = JSON.stringify({ steps: 'x'.repeat(2_000) });

interface Pressed {
  readonly user: { readonly id: string };
  readonly actions: readonly { readonly action_ts: string; readonly block_id: string }[];
}

const write = connection.transaction(({ user, actions }: Pressed) => {
  const press = JSON.stringify(actions[0]);
  upsert.run(user.id, STATE);
  insertEvent.run(user.id, press);
  insertMessage.run(user.id, press);
  insertMessage.run(`${user.id}/other`, press);
});

serve(boltApp(signingSecret, (body) => write.immediate(body as Pressed)));
