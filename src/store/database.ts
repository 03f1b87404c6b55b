import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type CheckBeside, checkFile, type FileCheck } from './check-file.js';
import { lockFile } from './file-lock.js';
import { checkSchema, migrate } from './migrations/migrate.js';
import { explained } from './open-faults.js';
import { BUSY_TIMEOUT_MS, refuseOldSqlite, setPragmas } from './pragmas.js';
import { type Connection, connect } from './sqlite.js';

const MEMORY = ':memory:';

/** An open, checked and migrated database that belongs to this process alone. */
export interface Database {
  readonly connection: Connection;
  /** The file's full path, or `:memory:`. */
  readonly path: string;
  /** Resolves when the whole file was looked through for damage, which a large one is while it is in use. */
  readonly checked: Promise<void>;
  close(): void;
}

/**
 * Opens the file, and makes it and its folder if need be. `:memory:` gives a database that ends with its closing.
 * @throws DatabaseFault whose message names what is wrong with the file and how to mend it.
 */
export function openDatabase(wanted: string, beside: CheckBeside | null = null): Database {
  const path = wanted === MEMORY ? MEMORY : resolve(wanted);
  try {
    return path === MEMORY ? opened(path, () => undefined, null) : openFile(path, beside);
  } catch (error) {
    throw explained(error, path);
  }
}

function openFile(wanted: string, beside: CheckBeside | null): Database {
  makeFile(wanted);
  // Two names of one file must meet at one lock.
  const path = realpathSync(wanted);
  const unlock = lockFile(path);
  try {
    return opened(path, unlock, beside);
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

function opened(path: string, unlock: () => void, beside: CheckBeside | null): Database {
  const connection = connect(path, BUSY_TIMEOUT_MS);
  let check: FileCheck;
  try {
    refuseOldSqlite(z.string().parse(connection.prepare('SELECT sqlite_version()').pluck().get()));
    checkSchema(connection);
    check = checkFile(connection, beside);
    setPragmas(connection);
    migrate(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    connection,
    path,
    checked: check.over,
    close() {
      if (!connection.open) return;
      check.stop();
      connection.close();
      unlock();
    },
  };
}
