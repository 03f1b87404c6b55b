import { closeSync, fdatasync, openSync } from 'node:fs';
import { explained } from './open-faults.js';
import type { Connection } from './sqlite.js';

/** Commits first, and waits for the disk after that, while the thread that serves people goes on. */
export interface DiskSync {
  /** Runs what commits. It is safe from the end of this process at once, and from a power cut once `onDisk` is over. */
  soon<T>(commit: () => T): T;
  /**
   * Resolves when everything committed until now is on the disk; null when it is. Rejects when the disk failed: then
   * nothing is certain any more.
   */
  onDisk(): Promise<void> | null;
  close(): void;
}

const NOTHING_OWED: DiskSync = { soon: (commit) => commit(), onDisk: () => null, close: () => undefined };

/**
 * With `synchronous = FULL` SQLite ends each commit by syncing the log, and holds its thread for as long as the disk
 * takes. So it commits with NORMAL, which leaves just that out (https://www.sqlite.org/pragma.html#pragma_synchronous),
 * and a thread syncs the log before anybody is answered. Commits outside of `soon` stay FULL.
 */
export function createDiskSync(connection: Connection): DiskSync {
  if (connection.memory) return NOTHING_OWED;
  let isOwed = false;
  let log: number | null = null;
  return {
    soon(commit) {
      connection.exec('PRAGMA synchronous = NORMAL');
      try {
        return commit();
      } finally {
        connection.exec('PRAGMA synchronous = FULL');
        isOwed = true;
      }
    },
    onDisk() {
      if (!isOwed) return null;
      isOwed = false;
      return new Promise((resolve, reject) => {
        // SQLite keeps the same log file for as long as the connection is open.
        log ??= openSync(`${connection.name}-wal`, 'r+');
        fdatasync(log, (error) => (error ? reject(explained(error, connection.name)) : resolve()));
      });
    },
    close() {
      if (log !== null) closeSync(log);
      log = null;
    },
  };
}
