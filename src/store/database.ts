import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { lockFile } from './file-lock.js';
import { checkSchema, migrate } from './migrations/migrate.js';
import { DatabaseFault, explained } from './open-faults.js';
import { BUSY_TIMEOUT_MS, refuseOldSqlite, setPragmas } from './pragmas.js';
import { type Connection, connect } from './sqlite.js';

const MEMORY = ':memory:';

/** An open, checked and migrated database that belongs to this process alone. */
export interface Database {
  readonly connection: Connection;
  /** The file's full path, or `:memory:`. */
  readonly path: string;
  close(): void;
}

/**
 * Opens the file, and makes it and its folder if need be. `:memory:` gives a database that ends with its closing.
 * @throws DatabaseFault whose message names what is wrong with the file and how to mend it.
 */
export function openDatabase(wanted: string): Database {
  const path = wanted === MEMORY ? MEMORY : resolve(wanted);
  try {
    return path === MEMORY ? opened(path, () => undefined) : openFile(path);
  } catch (error) {
    throw explained(error, path);
  }
}

function openFile(wanted: string): Database {
  makeFile(wanted);
  // Two names of one file must meet at one lock.
  const path = realpathSync(wanted);
  const unlock = lockFile(path);
  try {
    return opened(path, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The file holds what people said about their work: it is made for this user's eyes only. */
function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

function opened(path: string, unlock: () => void): Database {
  const connection = connect(path, BUSY_TIMEOUT_MS);
  try {
    refuseOldSqlite(z.string().parse(connection.prepare('SELECT sqlite_version()').pluck().get()));
    checkSchema(connection);
    quickCheck(connection);
    setPragmas(connection);
    migrate(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    connection,
    path,
    close() {
      if (!connection.open) return;
      connection.close();
      unlock();
    },
  };
}

function quickCheck(connection: Connection): void {
  const found = connection.pragma('quick_check(1)', { simple: true });
  if (found === 'ok') return;
  throw new DatabaseFault(
    `${connection.name} is damaged. Keep a copy of it, then restore the file from a backup. (${String(found)})`,
  );
}
