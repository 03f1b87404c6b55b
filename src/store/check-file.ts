import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { SQLITE_PACKAGE } from '../sqlite-library.js';
import { DatabaseFault } from './open-faults.js';
import { BUSY_TIMEOUT_MS } from './pragmas.js';
import type { Connection } from './sqlite.js';

/** How a file is looked through for damage. */
export interface FileCheck {
  /** Resolves when it is over; damage was reported before. */
  readonly over: Promise<void>;
  /** Gives it up. */
  stop(): void;
}

export interface CheckBeside {
  /** Files from this size on, in bytes, are looked through while they are in use already. */
  readonly from: number;
  /** The caller stops the process. */
  readonly onDamaged: (fault: DatabaseFault) => void;
}

/** Half a second's reading. */
export const BESIDE_FROM_BYTES = 256 * 2 ** 20;

const NOTHING_LEFT: FileCheck = { over: Promise.resolve(), stop: () => undefined };

/** A small file at once, @throws DatabaseFault; a large one, when `beside` allows it, once {@link FileCheck} says so. */
export function checkFile(connection: Connection, beside: CheckBeside | null): FileCheck {
  const isLarge = !connection.memory && beside !== null && statSync(connection.name).size >= beside.from;
  if (isLarge) return checkBeside(connection.name, beside.onDamaged);
  refuse(connection.name, connection.pragma('quick_check(1)', { simple: true }));
  return NOTHING_LEFT;
}

function refuse(path: string, found: unknown): void {
  if (found === 'ok') return;
  throw new DatabaseFault(
    `${path} is damaged. Keep a copy of it, then restore the file from a backup. (${String(found)})`,
  );
}

const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Library = require(workerData.library);
  let found;
  try {
    const connection = new Library(workerData.path, { readonly: true, timeout: workerData.timeout });
    found = connection.pragma('quick_check(1)', { simple: true });
    connection.close();
  } catch (error) {
    found = error.message;
  }
  parentPort.postMessage(found);`;

/** In a thread of its own: every page is read, which takes a second for each gigabyte, and people press meanwhile. */
function checkBeside(path: string, onDamaged: CheckBeside['onDamaged']): FileCheck {
  const workerData = { path, library: require.resolve(SQLITE_PACKAGE), timeout: BUSY_TIMEOUT_MS };
  const worker = new Worker(SCRIPT, { eval: true, workerData });
  let isStopped = false;
  const report = (found: string): void => {
    try {
      refuse(path, found);
    } catch (fault) {
      if (!isStopped && fault instanceof DatabaseFault) onDamaged(fault);
    }
  };
  worker.on('message', (found) => report(z.string().catch('it cannot be read').parse(found)));
  worker.on('error', ({ message }) => report(message));
  return {
    over: new Promise((resolve) => worker.on('exit', () => resolve())),
    stop() {
      isStopped = true;
      void worker.terminate();
    },
  };
}
