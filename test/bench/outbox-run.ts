import type { PersonId } from '../../src/core/ids.js';
import type { OutboxRow, Write } from '../../src/engine/ports.js';
import { benchIds, MONDAY, TENANT } from './seed.js';
import { openStore } from '../../src/store/open-store.js';
import { Sqlite } from '../../src/sqlite-library.js';

interface Order {
  readonly folder: string;
  readonly messages: number;
  readonly rounds: number;
  /** Messages a transaction. */
  readonly batch: number;
}

/** Messages a second, round by round. */
export interface OutboxReport {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
}

/** The program's own outbox: claims, and settles each message as sent, a batch in one durable transaction. */
async function ours({ folder, messages, rounds, batch }: Order): Promise<readonly number[]> {
  const store = openStore({ path: `${folder}/outbox.db`, ids: benchIds() });
  const none = new Set<string>();
  const fill = (round: number): void => {
    const writes = Array.from({ length: messages }, (_, n): Write<void> => {
      const id = `${round}/${n}`;
      return {
        run: () =>
          store.outbox.reply(TENANT, `p${n}` as PersonId, { kind: 'reply', id, reply: 'help', thread: null }, MONDAY),
      };
    });
    store.handovers.process(writes);
  };
  const sent = (row: OutboxRow): Write<void> => ({
    run: () =>
      store.outbox.settle(
        row,
        { kind: 'sent', ref: { conversation: 'D1', message: `1.${row.row}` }, shown: 'abc' },
        MONDAY,
      ),
  });
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    fill(round);
    const began = performance.now();
    for (;;) {
      const rows = store.outbox.claim(MONDAY, none, batch);
      if (rows.length === 0) break;
      store.handovers.process(rows.map(sent));
      // oxlint-disable-next-line no-await-in-loop -- nothing is settled before it is on the disk
      await store.handovers.onDisk();
    }
    rates.push(perSecond(messages, began));
  }
  store.close();
  return rates;
}

/** The least that SQLite can do for it: one table, one index, and the same durability. */
function floor({ folder, messages, rounds, batch }: Order): readonly number[] {
  const connection = new Sqlite(`${folder}/floor.db`);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.exec(`
    CREATE TABLE message (id INTEGER PRIMARY KEY, body TEXT NOT NULL, at INTEGER) STRICT;
    CREATE INDEX message_at ON message (at) WHERE at IS NOT NULL`);
  const insert = connection.prepare('INSERT INTO message (body, at) VALUES (?, ?)');
  const claim = connection.prepare(
    'SELECT id, body FROM message WHERE at IS NOT NULL AND at <= ? ORDER BY at LIMIT +?',
  );
  const settle = connection.prepare('UPDATE message SET at = NULL WHERE id = ?');
  const fill = connection.transaction(() => {
    for (let n = 0; n < messages; n += 1) insert.run(`{"kind":"reply","id":"${n}"}`, MONDAY);
  });
  const settleAll = connection.transaction((rows: readonly { readonly id: number }[]) => {
    for (const { id } of rows) settle.run(id);
  });
  const rates = Array.from({ length: rounds }, () => {
    fill();
    const began = performance.now();
    for (;;) {
      const rows = claim.all(MONDAY, batch) as readonly { readonly id: number }[];
      if (rows.length === 0) return perSecond(messages, began);
      settleAll.immediate(rows);
    }
  });
  connection.close();
  return rates;
}

const perSecond = (messages: number, began: number): number => messages / ((performance.now() - began) / 1_000);

async function main(order: Order): Promise<void> {
  const report: OutboxReport = { ours: await ours(order), floor: floor(order) };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

void main(JSON.parse(process.argv[2] ?? '{}') as Order);
