import { DatabaseFault } from './open-faults.js';
import type { Connection } from './sqlite.js';

/** How long a statement waits for another program that reads or copies the file, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * Set in this order, and each read back. better-sqlite3 is built so that WAL lowers `synchronous` to NORMAL, which loses
 * acknowledged commits when the power goes; so FULL (2) comes after WAL.
 */
const PRAGMAS: readonly (readonly [name: string, set: string, reads: string | number])[] = [
  ['busy_timeout', String(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  // A press is undone alone by what SQLite keeps aside meanwhile: in memory (2), not in a file of its own.
  ['temp_store', 'MEMORY', 2],
  // KiB, as a negative number. What a few hundred handovers touch fits in, also when the file is far larger.
  ['cache_size', '-32768', -32_768],
  // Erased words must not stay behind in free pages.
  ['secure_delete', 'ON', 1],
];

export function setPragmas(connection: Connection): void {
  for (const [name, set, reads] of PRAGMAS) {
    connection.pragma(`${name} = ${set}`);
    const expected = connection.memory && name === 'journal_mode' ? 'memory' : reads;
    const found = connection.pragma(name, { simple: true });
    if (found === expected) continue;
    throw new DatabaseFault(
      `SQLite does not take "${name} = ${set}" for ${connection.name} (it reads ${String(found)}). ` +
        'Put the file on a local disk: network file systems are not safe for it.',
    );
  }
}

/** Older ones can damage the file: https://www.sqlite.org/wal.html#walresetbug */
const OLDEST_SQLITE = [3, 51, 3] as const;

export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number);
  const differs = OLDEST_SQLITE.findIndex((wanted, i) => parts[i] !== wanted);
  if (differs === -1 || (parts[differs] ?? 0) > (OLDEST_SQLITE[differs] ?? 0)) return;
  throw new DatabaseFault(
    `This is SQLite ${version}; ${OLDEST_SQLITE.join('.')} or newer is needed. Run "npm ci" to install the right one.`,
  );
}
