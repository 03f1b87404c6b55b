import type Library from 'better-sqlite3';
import { Sqlite } from '../sqlite-library.js';

/** One open connection. Synchronous: nothing may be awaited between two of its statements. */
export type Connection = Library.Database;

/**
 * A bound limit. SQLite plans by the value of a bare one, and so compiles the statement anew whenever it is bound, which
 * takes ten times as long as to run it; behind a sign it does not look
 * (https://www.sqlite.org/c3ref/prepare.html).
 */
export const LIMIT = 'LIMIT +?';

/** Opens a connection; ':memory:' gives a database of its own that nobody else can reach. */
export const connect = (path: string, busyTimeoutMs: number): Connection =>
  new Sqlite(path, { timeout: busyTimeoutMs });

/** Opens a file that is there, and can change nothing in it. */
export const connectReading = (path: string, busyTimeoutMs: number): Connection =>
  new Sqlite(path, { timeout: busyTimeoutMs, readonly: true, fileMustExist: true });

/**
 * SQLite's extended result code (`SQLITE_IOERR_FSYNC`), see https://www.sqlite.org/rescode.html; null for other errors.
 * By its name, because the library's own class is another one in each module registry.
 */
export function sqliteCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('name' in error) || !('code' in error)) return null;
  return error.name === 'SqliteError' && typeof error.code === 'string' ? error.code : null;
}
