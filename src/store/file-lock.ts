import { DatabaseFault } from './open-faults.js';
import { connect, sqliteCode } from './sqlite.js';

/**
 * Makes this process the only one on a database file, until the returned function is called. The lock is an exclusive
 * transaction on an empty database beside it, so the kernel frees it however the process ends.
 * @throws DatabaseFault when another process, or another store in this one, holds it.
 */
export function lockFile(path: string): () => void {
  const lock = connect(`${path}.lock`, 0);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw new DatabaseFault(
      `Another process already uses ${path}. Stop it first, or give this one a database file of its own.`,
      { cause: error },
    );
  }
  return () => {
    lock.close();
  };
}
