import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrate } from './migrations.js';
import { StoreError } from './store-error.js';

export type { Database } from 'better-sqlite3';
type Database = Sqlite.Database;

/** SQLite before this one can corrupt a WAL file that two connections checkpoint (https://www.sqlite.org/wal.html). */
const SQLITE_MIN = '3.51.3';

export interface OpenDatabase {
  readonly db: Database;
  close(): void;
}

/** Opens the file for this process alone, with every setting read back, and brings its tables up to date. */
export function openDatabase(path: string): OpenDatabase {
  const isMemory = path === ':memory:';
  if (!isMemory) mkdirSync(dirname(path), { recursive: true });
  const lock = isMemory ? null : takeLock(path);
  try {
    const db = new Sqlite(path);
    try {
      configure(db, isMemory);
      migrate(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return {
      db,
      close() {
        db.close();
        lock?.close();
      },
    };
  } catch (error) {
    lock?.close();
    throw explained(error, path);
  }
}

/** Held by the kernel for the life of the process, so that a crash frees it and a second process is refused. */
function takeLock(path: string): Database {
  let lock: Database | null = null;
  try {
    lock = new Sqlite(`${path}.lock`, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw explained(error, path);
  }
}

function configure(db: Database, isMemory: boolean): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  if (version.localeCompare(SQLITE_MIN, 'en', { numeric: true }) < 0) {
    throw new StoreError(`SQLite ${version} is too old. Run npm ci to install the one this program needs.`);
  }
  db.pragma('journal_mode = WAL');
  // better-sqlite3 falls back to NORMAL once WAL is on, and NORMAL loses acknowledged commits in a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('secure_delete = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  const journal = String(db.pragma('journal_mode', { simple: true }));
  const isFull = db.pragma('synchronous', { simple: true }) === 2;
  if (!isFull || (!isMemory && journal !== 'wal')) {
    throw new StoreError('The database file cannot be written safely here (WAL is refused). Put it on a local disk.');
  }
  const check = String(db.pragma('quick_check(1)', { simple: true }));
  if (check !== 'ok') throw new StoreError('The database file is damaged. Restore it from the last backup.');
}

function explained(error: unknown, path: string): Error {
  if (error instanceof StoreError || !(error instanceof Error)) return error as Error;
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY')) {
    return new StoreError(`Another process is using ${path}. Stop it first, or set DATABASE_PATH to another file.`);
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError(`${path} is not a database, or is damaged. Restore it from the last backup.`);
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES') {
    return new StoreError(`${path} cannot be written. Give this user the right to write the file and its folder.`);
  }
  if (code === 'SQLITE_FULL')
    return new StoreError(`The disk that holds ${path} is full. Free some space and start again.`);
  return error;
}
