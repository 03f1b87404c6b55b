import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkpointBeside } from '../../src/store/checkpoints.js';
import { type Database, openDatabase } from '../../src/store/database.js';
import { connectReading } from '../../src/store/sqlite.js';
import { tempDatabase } from '../support/temp-database.js';

const { path, clean } = tempDatabase();
const other = tempDatabase();
afterAll(() => {
  clean();
  other.clean();
});

const counts = z.tuple([z.object({ log: z.int(), checkpointed: z.int() })]);

/** Writes so many pages into the log, each in a transaction of its own. */
function write({ connection }: Database, pages: number): void {
  const insert = connection.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
  for (let n = 0; n < pages; n += 1) insert.run(`key-${n}`, 'x'.repeat(3_000));
}

const fail = (why: string | number): never => {
  throw new Error(String(why));
};

describe('the log of the database', () => {
  it('is written back into the file by a thread of its own', async () => {
    const database = openDatabase(path);
    const written = new Promise<number>((resolve) => {
      const end = checkpointBeside(database.connection, {
        onWritten(pages) {
          end();
          resolve(pages);
        },
        onFailed: fail,
      });
    });
    // SQLite's own checkpoint, after 1,000 pages, would hold up whoever writes.
    expect(database.connection.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
    write(database, 600);
    expect(await written).toBeGreaterThan(600);
    const [{ checkpointed }] = counts.parse(database.connection.pragma('wal_checkpoint(NOOP)'));
    expect(checkpointed).toBeGreaterThan(600);
    database.close();
  });

  // While it waited for them it would keep all who write waiting, for as long as SQLite waits: five seconds.
  it('is not emptied while somebody reads for long, such as a backup', async () => {
    const database = openDatabase(other.path);
    const reader = connectReading(other.path, 0);
    reader.exec('BEGIN; SELECT 1 FROM meta');
    const tried = new Promise((resolve) => {
      const end = checkpointBeside(database.connection, {
        onWritten(pages) {
          end();
          resolve(pages);
        },
        onFailed: fail,
      });
    });
    database.connection.transaction(() => write(database, 9_000))();
    expect(await tried).toBeGreaterThan(9_000);
    reader.close();
    database.close();
  }, 4_000);

  it('is left alone in memory, where there is none', () => {
    const database = openDatabase(':memory:');
    checkpointBeside(database.connection, { onWritten: fail, onFailed: fail })();
    expect(database.connection.open).toBe(true);
    database.close();
  });
});
