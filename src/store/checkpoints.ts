import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { SQLITE_PACKAGE } from '../sqlite-library.js';
import type { Connection } from './sqlite.js';

export interface CheckpointListener {
  /** So many pages were written back into the file. */
  readonly onWritten: (pages: number) => void;
  /** Nothing is lost by it, and it is tried again. */
  readonly onFailed: (why: string) => void;
}

/** As often as the thread looks how long the log is, in milliseconds. */
const LOOK_EVERY_MS = 100;
/** Pages in the log from which it is written back; SQLite's own number. */
const FROM_PAGES = 1_000;
/** From here on it is emptied even if people have to wait a few milliseconds for it. */
const LONG_PAGES = 8_000;
/** It holds the next writer up, and so must not wait for somebody who reads for long, such as a backup. */
const RESTART_WAIT_MS = 0;
/** Should the thread be lost, SQLite does it here after all, and holds people up. */
const OWN_PAGES = 1_000;

// NOOP only tells how many pages there are. PASSIVE waits for nobody and keeps nobody waiting; the log begins anew once
// a pass has left nothing over, so what came in meanwhile is taken at once. RESTART keeps the next writer waiting.
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Library = require(workerData.library);
  const connection = new Library(workerData.path, { fileMustExist: true, timeout: workerData.timeout });
  connection.pragma('synchronous = FULL');
  const checkpoint = (how) => {
    const [{ log, checkpointed }] = connection.pragma('wal_checkpoint(' + how + ')');
    return { log, left: log - checkpointed };
  };
  const look = () => {
    try {
      const before = checkpoint('NOOP').left;
      if (before < workerData.from) return;
      let found = checkpoint('PASSIVE');
      for (let n = 0; n < 5 && found.left > 0; n += 1) found = checkpoint('PASSIVE');
      if (found.left > 0 && found.log >= workerData.long) checkpoint('RESTART');
      parentPort.postMessage({ written: before });
    } catch (error) {
      parentPort.postMessage({ failed: error.message });
    }
  };
  const looking = setInterval(look, workerData.every);
  parentPort.on('message', () => {
    clearInterval(looking);
    connection.close();
    parentPort.close();
  });`;

const message = z.union([z.strictObject({ written: z.int() }), z.strictObject({ failed: z.string() })]);

/**
 * Lets a thread of its own write the log back into the file, until the function that it gives is called. That takes tens
 * of milliseconds, in which the thread that serves people would answer nobody.
 */
export function checkpointBeside(connection: Connection, { onWritten, onFailed }: CheckpointListener): () => void {
  if (connection.memory) return () => undefined;
  connection.pragma('wal_autocheckpoint = 0');
  const worker = new Worker(SCRIPT, {
    eval: true,
    workerData: {
      library: require.resolve(SQLITE_PACKAGE),
      path: connection.name,
      timeout: RESTART_WAIT_MS,
      every: LOOK_EVERY_MS,
      from: FROM_PAGES,
      long: LONG_PAGES,
    },
  });
  worker.on('message', (said) => {
    const heard = message.parse(said);
    if ('written' in heard) onWritten(heard.written);
    else onFailed(heard.failed);
  });
  worker.on('error', (error) => onFailed(error.message));
  worker.on('exit', () => {
    if (connection.open) connection.pragma(`wal_autocheckpoint = ${OWN_PAGES}`);
  });
  // Last, as listening for messages would keep the process alive.
  worker.unref();
  return () => worker.postMessage('end');
}
